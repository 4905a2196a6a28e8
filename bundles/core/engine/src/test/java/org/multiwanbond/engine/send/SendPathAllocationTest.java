package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.balancer.bonding.Bonding;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.wire.ReplayWindow;
import org.multiwanbond.wire.control.AckFrame;

/** A packet's way from the tunnel through queue, scheduler, writer, log and acknowledgment. */
class SendPathAllocationTest {
    private static final int PACKETS = 8;
    private static final int LENGTH = 600;
    /** The slot an open batch is kept in; one for up to 64 packets. */
    private static final int BATCH_SLOT_BYTES = 16;

    private final RecoveryLab lab = RecoveryLab.silent(1);
    private final Scheduler scheduler = new Scheduler(lab.outflow, lab.usable, lab.writer);
    private final PacketBatch inner = inner();
    private final ReplayWindow arrived = new ReplayWindow();
    private final AckFrame ack = new AckFrame();

    private static PacketBatch inner() {
        PacketBatch batch = new PacketBatch(PACKETS, PACKETS * LENGTH);
        for (int i = 0; i < PACKETS; i++) {
            int off = batch.freeOffset();
            batch.slab()[off] = 0x45;
            batch.slab()[off + 9] = 6;
            batch.slab()[off + 19] = (byte) (i % 3);
            batch.append(LENGTH);
        }
        return batch;
    }

    private void turn() {
        lab.nowNs += RecoveryLab.MS;
        scheduler.offer(inner, 0, PACKETS, lab.nowNs);
        lab.usable.refresh(lab.nowNs);
        scheduler.pump(lab.nowNs);
        TxPath path = lab.paths[0];
        path.writer().flush();
        for (long number = Math.max(0, path.sent().next() - PACKETS);
                number < path.sent().next();
                number++) {
            arrived.mark(number);
        }
        ack.fill(0, arrived, Math.max(0, path.sent().next() - 100));
        ack.timing((int) (lab.nowNs / 1_000), 0)
                .totals(path.sent().next(), path.sent().next() * LENGTH);
        path.acknowledged(ack, false, lab.nowNs);
        path.pacer().rate(1e9);
    }

    @Test
    void allocatesNothingForAPacket() {
        scheduler.balancer(new Bonding().create());
        int turns = 2_000;
        long allocated = Allocations.steadyBytes(() -> {
            for (int i = 0; i < turns; i++) {
                turn();
            }
        });
        assertThat(lab.outflow.counters().get(Outflow.PACKETS)).isEqualTo(6L * turns * PACKETS);
        assertThat(allocated).isLessThanOrEqualTo((long) turns * BATCH_SLOT_BYTES);
    }
}
