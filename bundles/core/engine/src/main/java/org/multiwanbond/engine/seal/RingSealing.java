package org.multiwanbond.engine.seal;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.engine.mail.Ring;

/**
 * Hands the jobs to a sealing thread. {@link #turn} belongs to that thread, everything else to the send
 * thread. Batches come home in the slot they went out in.
 */
@HotPath
public final class RingSealing implements Sealing {
    /** About a millisecond of sealing at one core's speed: more would be a queue that the rates do not know of. */
    private static final int SLOTS = 16;

    private final SealJob[] jobs = new SealJob[SLOTS];
    private final Ring ring = new Ring(SLOTS);
    private final Sealer sealer;
    private final BatchPool pool;
    private long reclaimed;
    private boolean unflushed;

    public RingSealing(Sealer sealer, BatchPool pool) {
        this.sealer = sealer;
        this.pool = pool;
        for (int i = 0; i < SLOTS; i++) {
            jobs[i] = new SealJob();
        }
    }

    @Override
    public PacketBatch take() {
        reclaim();
        return pool.take();
    }

    /** Takes home the batches whose jobs are done, soon, so that few are in use and stay in the cache. */
    private void reclaim() {
        long released = ring.released();
        for (; reclaimed < released; reclaimed++) {
            PacketBatch batch = jobs[(int) reclaimed & SLOTS - 1].takeBatch();
            if (batch != null) {
                pool.give(batch);
            }
        }
    }

    @Override
    public SealJob claim() {
        SealJob job = jobs[ring.claim()];
        reclaim();
        return job;
    }

    @Override
    public void commit() {
        unflushed = true;
        ring.commit();
    }

    @Override
    public void flush() {
        if (unflushed) {
            unflushed = false;
            claim().flush();
            ring.commit();
        }
    }

    @Override
    public void run(Runnable task) {
        claim().task(task);
        ring.commit();
    }

    /** Does what there is; waits with nothing to do, at most so long. */
    public void turn(long waitNs) {
        if (!work()) {
            ring.lieDown();
            ring.await(ring.isEmpty() ? waitNs : 0);
        }
    }

    /** Does what is left when both threads have ended, and takes all batches home. */
    public void finish() {
        work();
        reclaim();
    }

    private boolean work() {
        boolean worked = false;
        for (int at = ring.next(); at != Ring.NONE; at = ring.next()) {
            worked = true;
            try {
                sealer.work(jobs[at]);
            } finally {
                // A job that met a bug is not done again.
                jobs[at].forget();
                ring.release();
            }
        }
        return worked;
    }

    /** Ends the present wait of {@link #turn}. Thread-safe. */
    public void wakeUp() {
        ring.ring();
    }
}
