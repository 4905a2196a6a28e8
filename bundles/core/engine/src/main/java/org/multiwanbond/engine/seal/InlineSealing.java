package org.multiwanbond.engine.seal;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.packet.PacketBatch;

/** Does each job at once in the send thread. Confined to it. */
@HotPath
public final class InlineSealing implements Sealing {
    private final SealJob job = new SealJob();
    private final Sealer sealer;
    private final BatchPool pool;

    public InlineSealing(Sealer sealer, BatchPool pool) {
        this.sealer = sealer;
        this.pool = pool;
    }

    @Override
    public PacketBatch take() {
        return pool.take();
    }

    @Override
    public SealJob claim() {
        return job;
    }

    @Override
    public void commit() {
        sealer.work(job);
        pool.give(job.takeBatch());
    }

    @Override
    public void flush() {
        job.flush();
        sealer.work(job);
    }

    @Override
    public void run(Runnable task) {
        task.run();
    }
}
