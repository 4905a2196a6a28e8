package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.status.DropCount;
import org.multiwanbond.wire.DropReason;

/**
 * Dropped packets by reason: those of the receive order (protocol §4) and ours. One writing thread, any readers.
 */
@HotPath
public final class Drops {
    /** An inner packet whose source the peer was not leased. */
    public static final int SOURCE = DropReason.COUNT;

    /** An inner packet from one client to another. */
    public static final int ISOLATION = DropReason.COUNT + 1;
    /** A unit that came after it was given up. */
    public static final int LATE = DropReason.COUNT + 2;
    /** A unit that was delivered before. */
    public static final int DUPLICATE = DropReason.COUNT + 3;
    /** An inner packet for which no session is responsible. */
    public static final int NOROUTE = DropReason.COUNT + 4;
    /** An inner packet that waited too long, or for which there was no room while it waited. */
    public static final int QUEUE = DropReason.COUNT + 5;
    /** A control packet or handshake for which there was no room. */
    public static final int BUSY = DropReason.COUNT + 6;
    /** An inner packet longer than the tunnel's MTU. */
    public static final int TOO_LONG = DropReason.COUNT + 7;
    /** Something that is no IP packet. */
    public static final int NOT_IP = DropReason.COUNT + 8;

    /** A unit that was lost on every path it was sent on. */
    public static final int LOST = DropReason.COUNT + 9;

    private static final List<String> OURS = List.of(
            "source", "isolation", "late", "duplicate", "noroute", "queue", "busy", "too-long", "not-ip", "lost");

    private final Counters counters = new Counters(DropReason.COUNT + OURS.size());

    public void count(int reason) {
        counters.add(reason, 1);
    }

    public long get(int reason) {
        return counters.get(reason);
    }

    /** The sum over several threads' drops, without reasons that never occurred. */
    public static List<DropCount> sum(List<Drops> all) {
        List<DropCount> sums = new ArrayList<>();
        for (int reason = 1; reason < DropReason.COUNT + OURS.size(); reason++) {
            long packets = 0;
            for (Drops drops : all) {
                packets += drops.get(reason);
            }
            if (packets > 0) {
                String name = reason < DropReason.COUNT ? DropReason.name(reason) : OURS.get(reason - DropReason.COUNT);
                sums.add(new DropCount(name, packets));
            }
        }
        return sums;
    }
}
