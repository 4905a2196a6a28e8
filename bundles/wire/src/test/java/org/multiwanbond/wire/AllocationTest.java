package org.multiwanbond.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.multiwanbond.wire.control.AckFrame;
import org.multiwanbond.wire.control.ControlReader;
import org.multiwanbond.wire.control.ControlWriter;

class AllocationTest {

    private static final int PACKETS = 200_000;

    private final byte[] packet = HeaderTest.packet(PacketType.DATA, 200);
    private final byte[] junk = HeaderTest.packet(PacketType.DATA, 200);
    private final ReplayWindow window = new ReplayWindow();
    private final DataPayload view = new DataPayload();
    private final byte[] iv = new byte[PacketNumbers.NONCE_BYTES];
    private final byte[] nonce = new byte[PacketNumbers.NONCE_BYTES];
    private final byte[] out = new byte[2_000];
    private final ControlWriter writer = new ControlWriter();
    private final ControlReader reader = new ControlReader();
    private final AckFrame ack = new AckFrame();
    private final AckFrame ackRead = new AckFrame();
    private final Reassembly reassembly = new Reassembly();
    private long accepted;

    @Test
    void allocatesNothingPerPacket() {
        junk[20] ^= 1;
        junk[14] ^= 1;
        view.begin(1, DataPayload.ORDERED, 0, 5).flowLink(3).write(packet, 16);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        receive(PACKETS);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        receive(PACKETS);
        long allocatedBytes =
                threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        System.out.println("allocated " + allocatedBytes + " octets for " + PACKETS + " packets");
        assertThat(accepted).isEqualTo(2L * PACKETS);
        // What remains is the measurement's own, whatever the number of packets.
        assertThat(allocatedBytes).isLessThan(1_000);
    }

    private void receive(int packets) {
        for (int i = 0; i < packets; i++) {
            long expected = window.highest() + 1;
            Header.write(packet, 0, Header.start(PacketType.DATA, 1, 0, true), 9, (int) expected, i);
            Header.finish(packet, 0, packet.length - 16);
            accepted += Header.check(junk, 0, junk.length) == DropReason.OK ? 1 : 0;
            if (Header.check(packet, 0, packet.length) == DropReason.OK) {
                deliver(PacketNumbers.reconstruct(expected, Header.sequence(packet, 0)));
            }
        }
    }

    private void deliver(long number) {
        PacketNumbers.nonce(iv, number, nonce);
        if (!window.isFresh(number) || view.read(packet, 16, packet.length - 32) != DropReason.OK) {
            return;
        }
        window.mark(number);
        SourceSymbol.write(packet, 16, packet.length - 32, out, 0);
        ack.fill(1, window, number - 100);
        writer.reset(out, 0, out.length);
        ack.write(writer);
        reader.reset(out, 0, writer.lengthBytes());
        reader.next();
        boolean acknowledged = ackRead.read(reader) == DropReason.OK && ackRead.covers(number);
        view.begin((int) number, 0, 0, 0).fragment((int) number & 1, 2).write(out, 0);
        view.read(out, 0, 1_000);
        if (reassembly.offer(number >>> 1, view, out, number) > 0) {
            reassembly.take(out, 0);
        }
        accepted += acknowledged ? 1 : 0;
    }
}
