package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.mail.Ring;

/**
 * Hands opened datagrams to a delivering thread, in the slots they were received into. {@link #deliver}, {@link #lieDown}
 * and {@link #await} belong to that thread, everything else to the receive thread.
 */
@HotPath
public final class RingHandover implements Handover {
    /** A thousand datagrams: 5 ms of 200 000 a second, while the host takes its time over a write. */
    private static final int SLOTS = 16;

    private final OpenedBatch[] batches = new OpenedBatch[SLOTS];
    private final Ring ring = new Ring(SLOTS);
    private final DeliverLoop loop;

    public RingHandover(DeliverLoop loop) {
        this.loop = loop;
        for (int i = 0; i < SLOTS; i++) {
            batches[i] = new OpenedBatch();
        }
    }

    @Override
    public OpenedBatch claim() {
        return batches[ring.claim()];
    }

    @Override
    public void commit() {
        ring.commit();
    }

    @Override
    public void run(Runnable task) {
        claim().task(task);
        ring.commit();
    }

    /** Delivers what there is; answers whether there was anything. */
    public boolean deliver() {
        boolean worked = false;
        for (int at = ring.next(); at != Ring.NONE; at = ring.next()) {
            worked = true;
            try {
                loop.handle(batches[at]);
            } finally {
                // A batch that met a bug is not delivered again.
                batches[at].clear();
                ring.release();
            }
        }
        return worked;
    }

    /** Says that the delivering thread is about to wait; it looks at its commands after this. */
    public void lieDown() {
        ring.lieDown();
    }

    /** Waits after {@link #lieDown} for datagrams or a command, at most so long. */
    public void await(long waitNs) {
        ring.await(ring.isEmpty() ? waitNs : 0);
    }

    /** Ends the present wait of {@link #await}. Thread-safe. */
    public void wakeUp() {
        ring.ring();
    }
}
