package org.multiwanbond.engine.send;

import java.util.List;
import java.util.Map;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.engine.PrefixTable;

/**
 * Which session an inner destination belongs to: the longest prefix wins. Thread-safe: immutable; a change makes a new one.
 */
@HotPath
public final class RouteTable {
    /** Leads nowhere. */
    public static final RouteTable EMPTY = new RouteTable(Map.of());

    private final PrefixTable<SessionSender> sessions;

    /** Routes to each session's prefixes. */
    public RouteTable(Map<SessionSender, List<Prefix>> prefixes) {
        sessions = new PrefixTable<>(prefixes);
    }

    /** The session for this destination, or {@code null}. */
    SessionSender find(long high, long low) {
        return sessions.find(high, low);
    }
}
