package org.multiwanbond.engine;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.path.PathTable;

/**
 * What the receive thread lets the send thread of a session see: the highest packet number authenticated on each path, and
 * when the last authentic packet came. One writer, any readers.
 */
@HotPath
public final class ReceivedMarks {
    private static final int LAST_AT = PathTable.LIMIT;

    private static final int DATA_AT = PathTable.LIMIT + 1;

    private final Counters highest = new Counters(PathTable.LIMIT + 2);

    public void received(int path, long packetNumber, long nowNs) {
        // Stored plus 1, so that 0 means "none yet".
        highest.set(path, packetNumber + 1);
        highest.set(LAST_AT, nowNs);
    }

    public void data(long nowNs) {
        highest.set(DATA_AT, nowNs);
    }

    /** When the last authentic DATA came, 0 for never. */
    public long lastDataNs() {
        return highest.get(DATA_AT);
    }

    public boolean hasAny(int path) {
        return highest.get(path) != 0;
    }

    public long highest(int path) {
        return highest.get(path) - 1;
    }

    /** When the last authentic packet came on any path. */
    public long lastNs() {
        return highest.get(LAST_AT);
    }
}
