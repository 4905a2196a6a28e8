package org.multiwanbond.engine.send;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.engine.PrefixSet;

/**
 * Which session an inner destination belongs to: the longest prefix wins. Thread-safe: immutable; a change makes a new one.
 */
@HotPath
public final class RouteTable {
    /** Leads nowhere. */
    public static final RouteTable EMPTY = new RouteTable(Map.of());

    private static final int LOAD = 4;

    private final long[] hostHighs;
    private final long[] hostLows;
    private final SessionSender[] hosts;
    private final PrefixSet[] networks;
    private final SessionSender[] viaNetworks;

    /** Routes to each session's prefixes. */
    public RouteTable(Map<SessionSender, List<Prefix>> prefixes) {
        Map<Prefix, SessionSender> hostRoutes = new HashMap<>();
        List<Map.Entry<Prefix, SessionSender>> others = new ArrayList<>();
        prefixes.forEach((session, list) -> list.forEach(prefix -> {
            if (prefix.lengthBits() == prefix.address().getAddress().length * Byte.SIZE) {
                hostRoutes.put(prefix, session);
            } else {
                others.add(Map.entry(prefix, session));
            }
        }));
        int slots = Integer.highestOneBit(Math.max(1, hostRoutes.size()) * LOAD - 1) * 2;
        hostHighs = new long[slots];
        hostLows = new long[slots];
        hosts = new SessionSender[slots];
        hostRoutes.forEach(this::put);
        others.sort(Comparator.comparingInt(
                (Map.Entry<Prefix, SessionSender> entry) -> -entry.getKey().lengthBits()));
        networks = new PrefixSet[others.size()];
        viaNetworks = new SessionSender[others.size()];
        for (int i = 0; i < networks.length; i++) {
            networks[i] = new PrefixSet(List.of(others.get(i).getKey()));
            viaNetworks[i] = others.get(i).getValue();
        }
    }

    private void put(Prefix prefix, SessionSender session) {
        long high = Addresses.high(prefix.address());
        long low = Addresses.low(prefix.address());
        int slot = slot(high, low);
        while (hosts[slot] != null) {
            slot = slot + 1 & hosts.length - 1;
        }
        hostHighs[slot] = high;
        hostLows[slot] = low;
        hosts[slot] = session;
    }

    /** The session for this destination, or {@code null}. */
    SessionSender find(long high, long low) {
        for (int slot = slot(high, low); hosts[slot] != null; slot = slot + 1 & hosts.length - 1) {
            if (hostLows[slot] == low && hostHighs[slot] == high) {
                return hosts[slot];
            }
        }
        for (int i = 0; i < networks.length; i++) {
            if (networks[i].contains(high, low)) {
                return viaNetworks[i];
            }
        }
        return null;
    }

    private int slot(long high, long low) {
        long mixed = (high * 31 + low) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 40) & hosts.length - 1;
    }
}
