package org.multiwanbond.paths;

import java.io.IOException;

/**
 * Says that something about links, addresses or routes has changed, not what. Confined to the thread that reads it, except
 * {@link #end}.
 */
interface DeviceNews {
    /** A wait that only news or {@link #end} ends. */
    long FOREVER_MS = -1;

    /**
     * Takes all the news there is, waiting for the first at most this long; answers whether there was any.
     *
     * @throws IOException if there can be no more
     */
    boolean take(long waitMs) throws IOException;

    /** Waits although there may be news. */
    void rest(long waitMs) throws IOException;

    /** Ends the present wait and all later ones. Thread-safe. */
    void end();

    /** Gives back what the system lent; the last call. */
    void close();

    /** Begins to listen. Thread-safe. */
    @FunctionalInterface
    interface Opener {
        /** News from now on; fails with the reason where the system has none. */
        DeviceNews open() throws IOException;
    }
}
