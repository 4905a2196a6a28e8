package org.multiwanbond.engine.seal;

import org.multiwanbond.api.packet.PacketBatch;

/** Where the send thread's closed batches go; everything is done in the order it was given. Called by the send thread. */
public interface Sealing {
    /** An empty batch to be given back as a job. */
    PacketBatch take();

    /** The job to describe next; may wait for one. */
    SealJob claim();

    /** Lets the claimed job be done: its batch is sealed, sent, and kept for {@link #take}. */
    void commit();

    /** Lets everything sent so far leave. */
    void flush();

    /** Runs this where it is sealed, after everything given before. */
    void run(Runnable task);
}
