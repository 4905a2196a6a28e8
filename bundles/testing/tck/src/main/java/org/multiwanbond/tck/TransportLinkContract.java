package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.transport.TransportFactory;

/** What a transport must tell of its links, tried on a veth pair of our own with an address of RFC 2544; needs root. */
@Timeout(60)
public abstract class TransportLinkContract {
    private final Random random = Seed.random("link");
    private final String device = "mwbv" + Integer.toHexString(random.nextInt(1 << 20));
    private final String peer = device + "p";
    private final String net = "198.19." + random.nextInt(256) + ".";
    private final BlockingQueue<SendFailure> failures = new ArrayBlockingQueue<>(1_000);
    private final Endpoint neighbour = Endpoint.of(new InetSocketAddress(Addresses.parse(net + "2"), 7));
    private Transport transport;

    /** The transport under test. */
    protected abstract TransportFactory factory();

    @BeforeEach
    void makeLink() throws Exception {
        transport = factory().create((socket, cause) -> failures.add(cause));
        boolean made = ip("link", "add", device, "mtu", "1300", "type", "veth", "peer", "name", peer);
        Requirement.met(made ? "" : "no permission to make a veth pair");
        assertThat(ip("addr", "add", net + "1/24", "dev", device)).isTrue();
        assertThat(ip("link", "set", peer, "up")).isTrue();
        assertThat(ip("link", "set", device, "up")).isTrue();
        assertThat(ip("neigh", "add", net + "2", "lladdr", "02:00:00:00:00:01", "dev", device))
                .isTrue();
    }

    @AfterEach
    void removeLink() throws Exception {
        transport.close();
        ip("link", "del", device);
    }

    private static boolean ip(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }

    private int open() throws IOException {
        InetSocketAddress any = new InetSocketAddress(Addresses.parse("0.0.0.0"), 0);
        return transport.open(new SocketSettings("test", any, Optional.of(device), SocketSettings.TUNNEL_MARK));
    }

    private void send(int socket, Endpoint to, int lengthBytes) {
        transport.send(socket, to, new byte[lengthBytes], 0, lengthBytes, lengthBytes);
        transport.flush();
    }

    @Test
    void tellsWhatIsTooLongInsteadOfFragmenting() throws Exception {
        int socket = open();
        send(socket, neighbour, 1_300 - 28 + 1);
        assertThat(failures.poll(10, TimeUnit.SECONDS)).isEqualTo(SendFailure.TOO_LONG);
    }

    @Test
    void tellsThatTheDatagramsOfARunAreTooLong() throws Exception {
        int socket = open();
        transport.send(socket, neighbour, new byte[5 * 1_290], 0, 5 * 1_290, 1_290);
        transport.flush();
        assertThat(failures.poll(10, TimeUnit.SECONDS)).isEqualTo(SendFailure.TOO_LONG);
        transport.send(socket, neighbour, new byte[5 * 1_272], 0, 5 * 1_272, 1_272);
        transport.flush();
        assertThat(failures).isEmpty();
    }

    @Test
    void tellsThatALinkThatIsDownOrGoneIsUnreachableAndRecovers() throws Exception {
        int socket = open();
        assertThat(ip("link", "set", device, "down")).isTrue();
        send(socket, neighbour, 100);
        assertThat(failures.poll(10, TimeUnit.SECONDS)).isEqualTo(SendFailure.UNREACHABLE);
        assertThat(ip("link", "set", device, "up")).isTrue();
        try (DatagramSocket host = new DatagramSocket(0, Addresses.parse(net + "1"))) {
            Endpoint own = Endpoint.of(new InetSocketAddress(host.getLocalAddress(), host.getLocalPort()));
            host.setSoTimeout(10_000);
            // Bound to the device, the socket still reaches the host's own address by it.
            int sender = transport.open(
                    new SocketSettings("test", new InetSocketAddress(host.getLocalAddress(), 0), Optional.empty(), 0));
            send(sender, own, 100);
            host.receive(new DatagramPacket(new byte[200], 200));
        }
        assertThat(ip("link", "del", device)).isTrue();
        SendFailure seen = SendFailure.OTHER;
        for (int i = 0; i < 1_000 && seen != SendFailure.UNREACHABLE; i++) {
            send(socket, neighbour, 100);
            transport.receive(new DatagramBatch(4, 66_000), TimeUnit.MILLISECONDS.toNanos(10));
            SendFailure next = failures.poll();
            seen = next == null ? seen : next;
        }
        assertThat(seen).isEqualTo(SendFailure.UNREACHABLE);
    }
}
