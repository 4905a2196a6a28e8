package org.multiwanbond.tunnel.tun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.tck.Requirement;
import org.multiwanbond.tck.Seed;

/** Several queues of one device. */
@Timeout(60)
class QueuesTest {
    private static final int COUNT = 3;
    private static final int MTU_BYTES = 1_400;
    private static final int PORT = 40_000;
    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int RETRY_MS = 50;

    private final Random random = Seed.random("QueuesTest");
    private final String name = "mwbq" + Integer.toHexString(random.nextInt(1 << 24));
    private final int net = random.nextInt(1 << 14) * 4;
    private final PacketBatch batch = new PacketBatch(64, 64 * 1_500);
    private List<TunnelDevice> queues = List.of();

    private List<TunnelDevice> open(Offload most, int count) throws IOException {
        try {
            return queues = new TunDeviceFactory("Linux", most).open(settings(MTU_BYTES), count);
        } catch (IOException e) {
            Requirement.met(e.getMessage());
            throw e;
        }
    }

    private TunnelDeviceSettings settings(int mtuBytes) {
        return new TunnelDeviceSettings(
                name, mtuBytes, List.of(Prefix.parse(v4(1) + "/30"), Prefix.parse(v6(1) + "/64")));
    }

    private String v4(int host) {
        return "198.18." + (net >> 8) + "." + (net & 0xff | host);
    }

    private String v6(int host) {
        return "fd4d:5743:" + Integer.toHexString(net) + "::" + host;
    }

    @AfterEach
    void close() {
        queues.forEach(TunnelDevice::close);
    }

    @ParameterizedTest
    @EnumSource(Offload.class)
    void areOneDeviceThatLivesAsLongAsOneOfThem(Offload most) throws IOException {
        assertThat(open(most, COUNT)).hasSize(COUNT).allMatch(queue -> queue.name()
                .equals(name));
        assertThat(kernelQueues()).isEqualTo(COUNT);
        queues.get(0).configure(settings(1_300));
        assertThat(NetworkInterface.getByName(name).getMTU()).isEqualTo(1_300);
        queues.get(0).close();
        queues.get(2).close();
        assertThat(kernelQueues()).isEqualTo(1);
        // A descriptor that is closed may be somebody else's by now.
        queues = List.of(queues.get(1));
        passesBothWays();
        queues.get(0).close();
        assertThat(NetworkInterface.getByName(name)).isNull();
    }

    private long kernelQueues() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/sys/class/net", name, "queues"))) {
            return all.filter(path -> path.getFileName().toString().startsWith("tx-"))
                    .count();
        }
    }

    @Test
    void oneAloneIsADeviceAsEver() throws IOException {
        assertThat(open(Offload.UDP, 1)).hasSize(1);
        assertThat(flags() & Linux.IFF_MULTI_QUEUE).isZero();
        queues.get(0).close();
        assertThat(open(Offload.UDP, 2)).hasSize(2);
        assertThat(flags() & Linux.IFF_MULTI_QUEUE).isNotZero();
    }

    private int flags() throws IOException {
        return Integer.decode(
                Files.readString(Path.of("/sys/class/net", name, "tun_flags")).strip());
    }

    /** "tx follows rx" (Linux, tun_automq_select_queue): what the sessions of a worker are answered, it gets to send. */
    @ParameterizedTest
    @EnumSource(Offload.class)
    void aFlowComesOnTheQueueItsOppositeWasWrittenToLast(Offload most) throws IOException {
        open(most, COUNT);
        for (String local : List.of(v4(1), v6(1))) {
            try (DatagramSocket host = new DatagramSocket(0, InetAddress.getByName(local))) {
                for (int at : new int[] {0, 1, 2, 1, 0}) {
                    InetSocketAddress peer = peerOf(local);
                    toHost(queues.get(at), host, peer);
                    host.send(new DatagramPacket(new byte[] {(byte) at}, 1, peer));
                    boolean follows = queueOf(host.getLocalPort()) == at;
                    Requirement.met(follows ? "" : "this kernel chooses the queue of a flow in a way of its own");
                }
            }
        }
    }

    private void passesBothWays() throws IOException {
        try (DatagramSocket host = new DatagramSocket(0, InetAddress.getByName(v4(1)))) {
            toHost(queues.get(0), host, peerOf(v4(1)));
            host.send(new DatagramPacket(new byte[1], 1, peerOf(v4(1))));
            assertThat(queueOf(host.getLocalPort())).isZero();
        }
    }

    private InetSocketAddress peerOf(String local) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(local.equals(v4(1)) ? v4(2) : v6(2)), PORT);
    }

    /** The kernel accepts an IPv6 address a moment before it takes packets for it: the first ones may be lost. */
    private static void toHost(TunnelDevice queue, DatagramSocket host, InetSocketAddress peer) throws IOException {
        byte[] octets = datagram(peer, (InetSocketAddress) host.getLocalSocketAddress());
        host.setSoTimeout(RETRY_MS);
        long endNs = System.nanoTime() + LONG_NS;
        for (boolean received = false; !received; ) {
            queue.write(octets, 0, octets.length);
            queue.flush();
            try {
                host.receive(new DatagramPacket(new byte[10], 10));
                received = true;
            } catch (SocketTimeoutException e) {
                assertThat(System.nanoTime()).as("time").isLessThan(endNs);
            }
        }
    }

    private static byte[] datagram(InetSocketAddress from, InetSocketAddress to) {
        byte[] source = from.getAddress().getAddress();
        TestPacket packet = new TestPacket();
        packet.ipv6 = source.length > 4;
        packet.addresses = Arrays.copyOf(source, 2 * source.length);
        System.arraycopy(to.getAddress().getAddress(), 0, packet.addresses, source.length, source.length);
        packet.ports = from.getPort() << 16 | to.getPort();
        packet.payload = new byte[1];
        return packet.octets();
    }

    /** Where the next datagram of this port comes; none is left in any queue. */
    private int queueOf(int sourcePort) {
        List<Integer> found = new ArrayList<>();
        long endNs = System.nanoTime() + LONG_NS;
        while (found.isEmpty() && System.nanoTime() < endNs) {
            for (int at = 0; at < queues.size(); at++) {
                found.addAll(Collections.nCopies(datagrams(queues.get(at), sourcePort), at));
            }
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private int datagrams(TunnelDevice queue, int sourcePort) {
        batch.clear();
        queue.read(batch, 0);
        int found = 0;
        for (int i = 0; i < batch.count(); i++) {
            int at = batch.offset(i);
            boolean ipv6 = batch.slab()[at] >> 4 == 6;
            boolean udp = batch.slab()[at + (ipv6 ? Ip.V6_NEXT_HEADER : Ip.V4_PROTOCOL)] == Ip.UDP;
            int port = Octets.u16(batch.slab(), at + (ipv6 ? Ip.V6_BYTES : Ip.V4_BYTES));
            found += udp && port == sourcePort ? 1 : 0;
        }
        return found;
    }

    @Test
    void eachHasItsOwnWakeUpAndItsOwnRefusals() throws IOException {
        open(Offload.UDP, 2);
        queues.get(0).write(new byte[100], 0, 100);
        queues.get(0).flush();
        assertThat(queues.get(0).refusedPackets()).isEqualTo(1);
        assertThat(queues.get(1).refusedPackets()).isZero();
        queues.get(1).wakeUp();
        assertThat(waitedNs(queues.get(1), LONG_NS)).isLessThan(LONG_NS / 2);
        long shortNs = TimeUnit.MILLISECONDS.toNanos(RETRY_MS);
        queues.get(1).wakeUp();
        assertThat(waitedNs(queues.get(0), shortNs)).isGreaterThan(shortNs / 2);
    }

    /** The host announces its IPv6 groups when it likes, so a read may find something at any time. */
    private long waitedNs(TunnelDevice queue, long mostNs) {
        long startNs;
        do {
            batch.clear();
            startNs = System.nanoTime();
        } while (queue.read(batch, mostNs) > 0);
        return System.nanoTime() - startNs;
    }

    @Test
    void aDeviceWithSeveralThatAnotherHasIsRefusedInWords() throws IOException {
        open(Offload.UDP, 2);
        for (int count : new int[] {1, 2}) {
            assertThatIOException()
                    .isThrownBy(() -> new TunDeviceFactory().open(settings(MTU_BYTES), count))
                    .withMessageContaining("device " + name + " is in use");
        }
        assertThat(kernelQueues()).isEqualTo(2);
    }

    @Test
    void aDeviceThatWasMadeWithOneGivesOne() throws Exception {
        open(Offload.UDP, 1).get(0).close();
        ip("tuntap", "add", name, "mode", "tun");
        try {
            assertThat(open(Offload.UDP, COUNT)).hasSize(1);
            passesBothWays();
        } finally {
            queues.forEach(TunnelDevice::close);
            ip("tuntap", "del", name, "mode", "tun");
        }
    }

    @Test
    void noneIsLeftWhereTheSettingsAreRefused() throws IOException {
        open(Offload.UDP, 1).get(0).close();
        TunnelDeviceSettings bad = new TunnelDeviceSettings(name, MTU_BYTES, List.of(Prefix.parse("ff02::1/128")));
        assertThatIOException().isThrownBy(() -> new TunDeviceFactory().open(bad, COUNT));
        assertThat(Path.of("/sys/class/net", name)).doesNotExist();
    }

    private static void ip(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
