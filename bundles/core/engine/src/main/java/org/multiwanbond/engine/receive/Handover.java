package org.multiwanbond.engine.receive;

/** Where opened datagrams go; everything arrives in the order it was given. Called by the receive thread. */
interface Handover {
    /** The cleared batch to fill next, the same until it is committed; may wait for one. */
    OpenedBatch claim();

    /** Lets the claimed batch be delivered. */
    void commit();

    /** Runs this where it is delivered, after everything given before. */
    void run(Runnable task);
}
