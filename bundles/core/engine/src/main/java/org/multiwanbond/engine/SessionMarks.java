package org.multiwanbond.engine;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.path.PathTable;

/**
 * What the two data threads of a session let each other see. The receive thread writes the highest packet number
 * authenticated on each path and when the last authentic packet came; the send thread writes how long a retransmission
 * takes. Any thread may read.
 */
@HotPath
public final class SessionMarks {
    private static final int LAST_AT = PathTable.LIMIT;

    private static final int DATA_AT = PathTable.LIMIT + 1;

    private final Counters highest = new Counters(PathTable.LIMIT + 2);
    private final Counters hold = new Counters(1);

    public void received(int path, long packetNumber, long nowNs) {
        // Stored plus 1, so that 0 means "none yet".
        highest.set(path, packetNumber + 1);
        highest.set(LAST_AT, nowNs);
    }

    /** A retransmission takes this long, at most. */
    public void recoveryNs(long ns) {
        hold.set(0, ns);
    }

    /** How long a retransmission takes at most, 0 while unknown. */
    public long recoveryNs() {
        return hold.get(0);
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
