package org.multiwanbond.transport.udplinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.tck.Allocations;

/** What the kernel joined comes out as the datagrams it was. */
@Timeout(60)
class CoalescingTest extends TransportFixture {
    private final PlantedKernel kernel = new PlantedKernel();

    @Test
    void joinedDatagramsComeApartWhateverTheBatch() throws IOException {
        UdpLinuxTransport transport = transport(kernel, ALL);
        for (var loopback : List.of(LOOPBACK_4, LOOPBACK_6)) {
            int from = open(transport, loopback);
            int to = open(transport, loopback);
            for (int round = 0; round < 200; round++) {
                List<byte[]> expected = new ArrayList<>();
                for (int series = random.nextInt(10); series >= 0; series--) {
                    int segmentBytes = 1 + random.nextInt(random.nextBoolean() ? 1_500 : 60);
                    byte[] slab = octets(1 + random.nextInt(64 * segmentBytes));
                    transport.send(from, endpoint(transport, to), slab, 0, slab.length, segmentBytes);
                    expected.addAll(datagrams(slab, 0, slab.length, segmentBytes));
                }
                transport.flush();
                DatagramBatch batch = new DatagramBatch(1 + random.nextInt(64), 65_507 + random.nextInt(70_000));
                assertSame(received(transport, expected.size(), batch), expected);
            }
        }
        assertThat(kernel.joined).anyMatch(segment -> segment != MessageTable.WHOLE);
        assertThat(transport.droppedDatagrams()).isZero();
    }

    @Test
    void aBatchThatHasSomethingIsLeftFullAndTheRestKept() throws IOException {
        UdpLinuxTransport transport = transport(kernel, ALL);
        int from = open(transport, LOOPBACK_4);
        int to = open(transport, LOOPBACK_4);
        byte[] slab = octets(10_000);
        transport.send(from, endpoint(transport, to), slab, 0, slab.length, 1_000);
        transport.flush();
        DatagramBatch batch = new DatagramBatch(64, 2_500);
        List<byte[]> received = received(transport, 10, batch);
        assertSame(received, datagrams(slab, 0, slab.length, 1_000));
        assertThat(transport.receive(batch, 0)).isZero();
    }

    @Test
    void dropsAndCountsWhatNoBatchHasRoomFor() throws IOException {
        UdpLinuxTransport transport = transport(kernel, ALL);
        int from = open(transport, LOOPBACK_4);
        int to = open(transport, LOOPBACK_4);
        transport.send(from, endpoint(transport, to), new byte[3_500], 0, 3_500, 1_000);
        transport.send(from, endpoint(transport, to), new byte[7], 0, 7, 7);
        transport.flush();
        List<byte[]> received = received(transport, 1, new DatagramBatch(4, 100));
        assertThat(received.get(0)).hasSize(7);
        assertThat(transport.droppedDatagrams()).isEqualTo(4);
    }

    @Test
    void whatASocketLeftIsForgottenWhenItIsShut() throws IOException {
        UdpLinuxTransport transport = transport(kernel, ALL);
        int from = open(transport, LOOPBACK_4);
        int to = open(transport, LOOPBACK_4);
        transport.send(from, endpoint(transport, to), new byte[5_000], 0, 5_000, 1_000);
        transport.flush();
        DatagramBatch batch = new DatagramBatch(2, 66_000);
        assertThat(transport.receive(batch, LONG_NS)).isEqualTo(2);
        transport.shut(to);
        batch.clear();
        assertThat(transport.receive(batch, 0)).isZero();
    }

    @Test
    void theDataCallsAllocateNothing() throws IOException {
        UdpLinuxTransport transport = transport(new LibcKernel(true), ALL);
        for (var loopback : List.of(LOOPBACK_4, LOOPBACK_6)) {
            int from = open(transport, loopback);
            int to = open(transport, loopback);
            var endpoint = endpoint(transport, to);
            byte[] slab = octets(40 * 1_400 + 9);
            DatagramBatch batch = new DatagramBatch(64, 128 * 1024);
            long bytes = Allocations.steadyBytes(() -> {
                for (int round = 0; round < 200; round++) {
                    transport.send(from, endpoint, slab, 0, slab.length, 1_400);
                    transport.send(from, endpoint, slab, 0, 100, 100);
                    transport.flush();
                    int count = 0;
                    while (count < 42) {
                        batch.clear();
                        count += transport.receive(batch, LONG_NS);
                    }
                    batch.clear();
                    transport.receive(batch, 1_000);
                }
            });
            assertThat(bytes).isZero();
        }
    }
}
