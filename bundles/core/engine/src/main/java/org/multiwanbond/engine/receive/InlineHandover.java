package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;

/** Delivers at once, in the receive thread. Confined to it. */
@HotPath
public final class InlineHandover implements Handover {
    private final OpenedBatch batch = new OpenedBatch();
    private final DeliverLoop deliver;

    public InlineHandover(DeliverLoop deliver) {
        this.deliver = deliver;
    }

    @Override
    public OpenedBatch claim() {
        return batch;
    }

    @Override
    public void commit() {
        try {
            deliver.handle(batch);
        } finally {
            batch.clear();
        }
    }

    @Override
    public void run(Runnable task) {
        task.run();
    }
}
