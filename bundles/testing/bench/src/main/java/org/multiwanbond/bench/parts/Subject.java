package org.multiwanbond.bench.parts;

/** What cases are measured on: tunnels that run until they are stopped. Confined to one thread. */
public interface Subject extends AutoCloseable {
    /** Ends what runs, so that the next case gets a new one. */
    void stop();

    @Override
    default void close() {
        stop();
    }
}
