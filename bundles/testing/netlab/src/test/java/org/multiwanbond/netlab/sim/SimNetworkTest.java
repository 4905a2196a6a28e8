package org.multiwanbond.netlab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.netlab.link.LinkSettings;

class SimNetworkTest {
    private static final long MS = 1_000_000;
    private static final String CLIENT = "192.0.2.1";
    private static final String SERVER = "203.0.113.1";

    private final SimNetwork network = new SimNetwork(new SimClock(0), 7);
    private final SimHost client = network.host("client");
    private final SimHost server = network.host("server");
    private final SimLink link =
            network.connect("fiber", client.at(CLIENT), server.at(SERVER), LinkSettings.parse("delay=10ms"));
    private final List<SendFailure> failures = new ArrayList<>();
    private final Transport near = client.create((socket, cause) -> failures.add(cause));
    private final Transport far = server.create((socket, cause) -> failures.add(cause));
    private final DatagramBatch batch = new DatagramBatch(8, 70_000);

    @Test
    void carriesSegmentsAndAnswersToAWildcardSocket() throws IOException {
        int nearSocket = near.open(bind(CLIENT, 0));
        int farSocket = far.open(bind("::", 7_000));

        near.send(nearSocket, to(SERVER, 7_000), new byte[2_500], 0, 2_500, 1_000);
        near.flush();
        assertThat(far.receive(batch, MS)).isZero();
        network.clock().advanceTo(network.nextDueNs());
        assertThat(far.receive(batch, MS)).isEqualTo(3);
        assertThat(network.clock().nowNs()).isEqualTo(10 * MS);
        assertThat(batch.packets().lengthBytes(2)).isEqualTo(500);
        assertThat(batch.socket(0)).isEqualTo(farSocket);

        Endpoint back = Endpoint.of(batch.addressHigh(0), batch.addressLow(0), batch.port(0));
        assertThat(back.socketAddress()).isEqualTo(near.localAddress(nearSocket));
        far.send(farSocket, back, new byte[] {42}, 0, 1, 1);
        network.clock().advanceBy(10 * MS);
        batch.clear();
        assertThat(near.receive(batch, 0)).isEqualTo(1);
        assertThat(batch.packets().slab()[batch.packets().offset(0)]).isEqualTo((byte) 42);
    }

    @Test
    void leavesWhatDoesNotFitForTheNextCall() throws IOException {
        int nearSocket = near.open(bind(CLIENT, 0));
        far.open(bind(SERVER, 7_000));
        near.send(nearSocket, to(SERVER, 7_000), new byte[10_000], 0, 10_000, 1_000);
        network.clock().advanceBy(10 * MS);

        assertThat(far.receive(batch, 0)).isEqualTo(8);
        batch.clear();
        assertThat(far.receive(batch, 0)).isEqualTo(2);
    }

    @Test
    void saysThatNoLinkLeadsThereButNotThatALinkIsCut() throws IOException {
        int nearSocket = near.open(bind(CLIENT, 0));
        far.open(bind(SERVER, 7_000));
        link.cut();
        near.send(nearSocket, to(SERVER, 7_000), new byte[1], 0, 1, 1);
        assertThat(failures).isEmpty();

        near.send(nearSocket, to("198.51.100.1", 7_000), new byte[1], 0, 1, 1);
        assertThat(failures).containsExactly(SendFailure.UNREACHABLE);
        network.clock().advanceBy(20 * MS);
        assertThat(far.receive(batch, 0)).isZero();
    }

    @Test
    void hidesAClientBehindATranslator() throws IOException {
        int nearSocket = near.open(bind(CLIENT, 0));
        int farSocket = far.open(bind(SERVER, 7_000));
        link.appearFrom(new InetSocketAddress(Addresses.parse("198.51.100.9"), 4_000));

        near.send(nearSocket, to(SERVER, 7_000), new byte[1], 0, 1, 1);
        network.clock().advanceBy(10 * MS);
        assertThat(far.receive(batch, 0)).isEqualTo(1);
        assertThat(batch.port(0)).isEqualTo(4_000);
        link.appearFrom(new InetSocketAddress(Addresses.parse("198.51.100.9"), 5_000));
        far.send(farSocket, to("198.51.100.9", 4_000), new byte[1], 0, 1, 1);
        far.send(farSocket, to("198.51.100.9", 5_000), new byte[2], 0, 2, 2);
        network.clock().advanceBy(10 * MS);
        batch.clear();

        assertThat(near.receive(batch, 0)).isEqualTo(1);
        assertThat(batch.packets().lengthBytes(0)).isEqualTo(2);
    }

    @Test
    void refusesAnAddressThatIsTaken() throws IOException {
        int socket = far.open(bind(SERVER, 7_000));
        assertThatThrownBy(() -> far.open(bind(SERVER, 7_000))).hasMessageContaining("7000 is taken");
        far.shut(socket);
        far.open(bind(SERVER, 7_000));
    }

    @Test
    void movesPacketsThroughTwoTunnelDevicesInALoop() throws IOException {
        SimTunnels tunnels = new SimTunnels();
        TunnelDevice in = tunnels.open(new TunnelDeviceSettings("in", 1_400, List.of()));
        TunnelDevice out = tunnels.open(new TunnelDeviceSettings("out", 1_400, List.of()));
        int nearSocket = near.open(bind(CLIENT, 0));
        far.open(bind(SERVER, 7_000));
        link.change(LinkSettings.parse("rate=10mbit delay=10ms"));
        NumberedPackets packets = new NumberedPackets("10.99.0.2", "10.99.0.1");
        PacketBatch read = new PacketBatch(64, 100_000);
        SimLoop loop = new SimLoop(network);
        loop.add(nowNs -> {
            tunnels.find("in").orElseThrow().hostSends(packets.next(1_000));
            in.read(read, 0);
            for (int i = 0; i < read.count(); i++) {
                int length = read.lengthBytes(i);
                near.send(nearSocket, to(SERVER, 7_000), read.slab(), read.offset(i), length, length);
            }
            read.clear();
            return nowNs + 2 * MS;
        });
        loop.add(nowNs -> {
            far.receive(batch, 0);
            writeAll(batch, out);
            return SimParticipant.NEVER;
        });

        loop.runFor(100 * MS);

        tallyAll(tunnels.find("out").orElseThrow(), packets);
        assertThat(packets.strange()).isZero();
        assertThat(packets.repeated() + packets.overtaken()).isZero();
        assertThat(packets.missing()).isLessThan(packets.sent() / 4);
        assertThat(packets.arrived()).isPositive();
    }

    private static void writeAll(DatagramBatch batch, TunnelDevice device) {
        PacketBatch got = batch.packets();
        for (int i = 0; i < batch.count(); i++) {
            device.write(got.slab(), got.offset(i), got.lengthBytes(i));
        }
        batch.clear();
    }

    private static void tallyAll(SimTunnel device, NumberedPackets packets) {
        for (Optional<byte[]> p = device.hostReceives(); p.isPresent(); p = device.hostReceives()) {
            packets.received(p.get());
        }
    }

    private static SocketSettings bind(String address, int port) {
        return new SocketSettings("test", new InetSocketAddress(Addresses.parse(address), port), Optional.empty(), 0);
    }

    private static Endpoint to(String address, int port) {
        return Endpoint.of(new InetSocketAddress(Addresses.parse(address), port));
    }
}
