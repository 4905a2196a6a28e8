package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/**
 * What every tunnel device must keep. Makes real devices in the present network namespace, named at random and with
 * addresses of RFC 2544 and RFC 4193, so that nothing leaves the machine. Skips, loudly, where the system refuses devices;
 * with {@code MWB_REQUIRE=all} in the environment that is a failure.
 */
@Timeout(60)
public abstract class TunnelDeviceContract {
    private static final int MTU_BYTES = 1_400;
    private static final int PORT = 40_000;
    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long SHORT_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Random random = Seed.random(getClass().getSimpleName());
    private final String name = "mwbt" + Integer.toHexString(random.nextInt(1 << 24));
    private final int net = random.nextInt(1 << 14) * 4;
    private final Prefix ours4 = Prefix.parse(v4(1) + "/30");
    private final Prefix ours6 = Prefix.parse(v6(1) + "/64");
    private final PacketBatch batch = new PacketBatch(64, 64 * 1_500);
    private TunnelDevice device;

    protected abstract TunnelDeviceFactory factory();

    /** Whether a device can be made here; if not, the sentence that says why. */
    protected abstract String obstacle();

    private String v4(int host) {
        return "198.18." + (net >> 8) + "." + (net & 0xff | host);
    }

    private String v6(int host) {
        return "fd4d:5742:" + Integer.toHexString(net) + "::" + host;
    }

    @BeforeEach
    void openDevice() throws IOException {
        Requirement.met(obstacle());
        device = factory().open(settings(MTU_BYTES, ours4, ours6));
    }

    @AfterEach
    void closeDevice() {
        if (device != null) {
            device.close();
        }
    }

    private TunnelDeviceSettings settings(int mtuBytes, Prefix... addresses) {
        return new TunnelDeviceSettings(name, mtuBytes, List.of(addresses));
    }

    @Test
    void hasNameMtuAndExactlyTheAddressesAndIsUp() throws IOException {
        assertThat(device.name()).isEqualTo(name);
        assertThat(kernelView().getMTU()).isEqualTo(MTU_BYTES);
        assertThat(kernelView().isUp()).isTrue();
        assertThat(addresses()).containsExactlyInAnyOrder(ours4, ours6);
    }

    @Test
    void configureChangesMtuAndAddresses() throws IOException {
        Prefix second = Prefix.parse(v4(2) + "/30");
        Prefix single = Prefix.parse(v6(7) + "/128");
        for (TunnelDeviceSettings wanted : List.of(
                settings(1_280, ours4, second, single),
                settings(1_280, second, single),
                settings(1_280, second, single),
                settings(9_000, single),
                settings(MTU_BYTES, ours6, ours4))) {
            device.configure(wanted);
            assertThat(kernelView().getMTU()).isEqualTo(wanted.mtuBytes());
            assertThat(addresses()).containsExactlyInAnyOrderElementsOf(wanted.addresses());
        }
        device.configure(settings(MTU_BYTES));
        // The JDK does not see a device without addresses.
        assertThat(kernelView()).isNull();
    }

    @Test
    void readsWhatTheHostSends() throws IOException {
        for (InetAddress local : List.of(ours4.address(), ours6.address())) {
            try (DatagramSocket host = new DatagramSocket(0, local)) {
                byte[] payload = randomOctets(1 + random.nextInt(1_300));
                host.send(new DatagramPacket(payload, payload.length, peerOf(local)));
                UdpPacket read = readUdp(host.getLocalPort());
                assertThat(read.payload()).isEqualTo(payload);
                assertThat(read.source()).isEqualTo(new InetSocketAddress(local, host.getLocalPort()));
                assertThat(read.destination()).isEqualTo(peerOf(local));
            }
        }
    }

    @Test
    void givesTheHostWhatIsWritten() throws IOException {
        for (InetAddress local : List.of(ours4.address(), ours6.address())) {
            try (DatagramSocket host = new DatagramSocket(0, local)) {
                byte[] payload = randomOctets(1 + random.nextInt(1_300));
                UdpPacket packet =
                        new UdpPacket(peerOf(local), new InetSocketAddress(local, host.getLocalPort()), payload);
                DatagramPacket got = writeUntilReceived(host, packet);
                assertThat(Arrays.copyOf(got.getData(), got.getLength())).isEqualTo(packet.payload());
                assertThat(got.getSocketAddress()).isEqualTo(peerOf(local));
            }
        }
        assertThat(device.refusedPackets()).isZero();
    }

    /** The kernel accepts an IPv6 address a moment before it takes packets for it: the first ones may be lost. */
    private DatagramPacket writeUntilReceived(DatagramSocket host, UdpPacket packet) throws IOException {
        DatagramPacket got = new DatagramPacket(new byte[2_000], 2_000);
        host.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(SHORT_NS));
        long endNs = System.nanoTime() + LONG_NS;
        while (true) {
            write(packet);
            device.flush();
            try {
                host.receive(got);
                return got;
            } catch (SocketTimeoutException e) {
                assertThat(System.nanoTime()).as("time").isLessThan(endNs);
            }
        }
    }

    /** From an array that is overwritten at once. */
    private void write(UdpPacket packet) {
        byte[] octets = packet.octets();
        byte[] slab = new byte[octets.length + 9];
        System.arraycopy(octets, 0, slab, 9, octets.length);
        device.write(slab, 9, octets.length);
        Arrays.fill(slab, (byte) 0);
    }

    @Test
    void givesTheHostEveryPacketInOrderWhateverItDoesWithThemInBetween() throws IOException {
        for (InetAddress local : List.of(ours4.address(), ours6.address())) {
            try (DatagramSocket host = new DatagramSocket(0, local)) {
                host.setReceiveBufferSize(1 << 20);
                InetSocketAddress to = new InetSocketAddress(local, host.getLocalPort());
                writeUntilReceived(host, new UdpPacket(peerOf(local), to, new byte[2]));
                for (int i = 0; i < 100; i++) {
                    byte[] payload = Arrays.copyOf(new byte[] {1, (byte) i}, i % 30 == 29 ? 100 : 300);
                    write(new UdpPacket(peerOf(local), to, payload));
                }
                device.flush();
                for (int i = 0; i < 100; ) {
                    DatagramPacket got = new DatagramPacket(new byte[400], 400);
                    host.receive(got);
                    if (got.getData()[0] == 1) {
                        assertThat(got.getData()[1]).isEqualTo((byte) i);
                        assertThat(got.getLength()).isEqualTo(i % 30 == 29 ? 100 : 300);
                        i++;
                    }
                }
            }
        }
        assertThat(device.refusedPackets()).isZero();
    }

    @Test
    void leavesForTheNextCallWhatTheBatchHasNoRoomFor() throws IOException {
        try (DatagramSocket host = new DatagramSocket(0, ours4.address())) {
            for (int i = 1; i <= 6; i++) {
                host.send(new DatagramPacket(new byte[1_000 + i], 1_000 + i, peerOf(ours4.address())));
            }
            PacketBatch small = new PacketBatch(4, 2_500);
            int next = 1;
            while (next <= 6) {
                small.clear();
                assertThat(device.read(small, LONG_NS)).isPositive();
                for (int i = 0; i < small.count(); i++) {
                    if (UdpPacket.isUdp(small, i)) {
                        assertThat(UdpPacket.of(small, i).payload()).hasSize(1_000 + next++);
                    }
                }
            }
        }
    }

    @Test
    void countsWhatTheHostRefusesAndGoesOn() throws IOException {
        byte[] rubbish = new byte[100];
        device.write(rubbish, 0, rubbish.length);
        device.write(rubbish, 0, 0);
        device.write(new byte[70_000], 0, 70_000);
        device.flush();
        assertThat(device.refusedPackets()).isEqualTo(3);
        givesTheHostOnePacket();
    }

    private void givesTheHostOnePacket() throws IOException {
        try (DatagramSocket host = new DatagramSocket(0, ours4.address())) {
            host.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(LONG_NS));
            InetSocketAddress to = new InetSocketAddress(ours4.address(), host.getLocalPort());
            byte[] octets = new UdpPacket(peerOf(ours4.address()), to, new byte[1]).octets();
            device.write(octets, 0, octets.length);
            device.flush();
            host.receive(new DatagramPacket(new byte[10], 10));
        }
    }

    @Test
    void waitsNoLongerThanAskedAndNotAtAllForZero() {
        long start = System.nanoTime();
        readUntilNothing(0);
        readUntilNothing(SHORT_NS);
        assertThat(System.nanoTime() - start).isBetween(SHORT_NS / 2, LONG_NS);
    }

    @Test
    void wakeUpEndsTheNextWait() {
        device.wakeUp();
        assertEndsEarly();
        device.wakeUp();
        assertEndsEarly();
    }

    @Test
    void wakeUpEndsThePresentWait() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread waker = new Thread(() -> {
            while (!ended.isDone()) {
                device.wakeUp();
            }
        });
        waker.start();
        for (int i = 0; i < 1_000; i++) {
            assertEndsEarly();
        }
        ended.complete(null);
    }

    private void assertEndsEarly() {
        long start = System.nanoTime();
        readUntilNothing(LONG_NS);
        assertThat(System.nanoTime() - start).isLessThan(LONG_NS / 2);
    }

    /** The host announces its IPv6 groups when it likes, so a read may find something at any time. */
    private int readUntilNothing(long waitNs) {
        int count;
        do {
            batch.clear();
            count = device.read(batch, waitNs);
        } while (count > 0);
        return count;
    }

    @Test
    void theSameDeviceTwiceIsRefusedInWords() {
        assertThatIOException()
                .isThrownBy(() -> factory().open(settings(MTU_BYTES)))
                .withMessageContaining("device " + name + " is in use");
        assertThatIOException()
                .isThrownBy(() -> device.configure(new TunnelDeviceSettings("other", MTU_BYTES, List.of())))
                .withMessageContaining(name);
    }

    @Test
    void impossibleSettingsAreRefusedInWords() {
        for (String bad : List.of("", "a/b", "mwb%d", "longer-than-linux-has")) {
            assertThatIOException()
                    .isThrownBy(() -> factory().open(new TunnelDeviceSettings(bad, MTU_BYTES, List.of())))
                    .withMessageContaining("'" + bad + "'");
        }
        Prefix multicast = Prefix.parse("ff02::1/128");
        assertThatIOException()
                .isThrownBy(() -> device.configure(settings(MTU_BYTES, multicast)))
                .withMessageContaining(name)
                .withMessageContaining("ff02");
    }

    @Test
    void closeRemovesTheDeviceAndIsHarmlessTwice() throws IOException {
        device.close();
        assertThat(NetworkInterface.getByName(name)).isNull();
        device.close();
        assertThatIOException().isThrownBy(() -> device.configure(settings(MTU_BYTES)));
    }

    @Test
    void saysWhenTheDeviceIsGone() throws Exception {
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> readUntilNothing(2 * LONG_NS));
        assertThat(new ProcessBuilder("ip", "link", "del", name)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(TunnelDevice.GONE);
        batch.clear();
        assertThat(device.read(batch, LONG_NS)).isEqualTo(TunnelDevice.GONE);
        byte[] octets = new UdpPacket(peerOf(ours4.address()), peerOf(ours4.address()), new byte[1]).octets();
        device.write(octets, 0, octets.length);
        device.flush();
        assertThat(device.refusedPackets()).isEqualTo(1);
        assertThatIOException()
                .isThrownBy(() -> device.configure(settings(MTU_BYTES)))
                .withMessageContaining(name);
    }

    private UdpPacket readUdp(int sourcePort) {
        while (true) {
            batch.clear();
            assertThat(device.read(batch, LONG_NS)).as("packets read").isPositive();
            for (int i = 0; i < batch.count(); i++) {
                if (UdpPacket.isUdp(batch, i) && UdpPacket.of(batch, i).source().getPort() == sourcePort) {
                    UdpPacket read = UdpPacket.of(batch, i);
                    assertThat(read.octets()).as("checksum").endsWith(UdpPacket.transport(batch, i));
                    return read;
                }
            }
        }
    }

    private InetSocketAddress peerOf(InetAddress local) {
        String peer = local.equals(ours4.address()) ? v4(2) : v6(2);
        return new InetSocketAddress(Prefix.parse(peer).address(), PORT);
    }

    private NetworkInterface kernelView() throws IOException {
        return NetworkInterface.getByName(name);
    }

    private Stream<Prefix> addresses() throws IOException {
        return kernelView().getInterfaceAddresses().stream()
                .map(a -> Prefix.parse(
                        a.getAddress().getHostAddress().replaceAll("%.*", "") + "/" + a.getNetworkPrefixLength()));
    }

    private byte[] randomOctets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
