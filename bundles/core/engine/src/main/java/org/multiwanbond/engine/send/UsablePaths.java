package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.engine.path.MtuSearch;

/** The balancer's view of a session's paths. Confined to the send thread. */
@HotPath
final class UsablePaths implements PathTable {
    /** A path that is later than the first by more than this is not used beside it. */
    private static final long FARTHEST_NS = 150_000_000L;

    private static final long ACK_DELAY_NS = 5_000_000L;
    /** Protocol §6: "While a path is SUSPECT, T_reorder is at least 300 ms." */
    private static final long SUSPECT_HOLD_NS = 300_000_000L;

    /** From here on some unit of a full flow is always waited for. */
    private static final double LOSSY_RATIO = 0.003;

    private static final double MBIT = 1e6;
    /** What recovery may put on a path beyond its share: a link's queue takes this without harm. */
    private static final long RECOVERY_BACKLOG_NS = 10_000_000L;

    private final TxPath[] paths;
    private final int[] usable = new int[LIMIT];
    private int count;
    private int mask;
    private long leastDelayNs;
    private long leastRoundTripNs;
    private long nowNs;
    private long waitNs;
    private volatile int leastPayloadBytes = MtuSearch.LEAST_BYTES;

    /** A view of these paths, by path id; an entry may be absent ({@code null}) only here, inside the send side. */
    UsablePaths(TxPath[] paths) {
        this.paths = paths;
    }

    /** Looks again which paths are usable: ACTIVE ones, else STANDBY ones. */
    void refresh(long newNowNs) {
        nowNs = newNowNs;
        collect(PathState.ACTIVE);
        if (count == 0) {
            collect(PathState.STANDBY);
        }
        leastDelayNs = Long.MAX_VALUE;
        leastRoundTripNs = Long.MAX_VALUE;
        int leastBytes = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            TxPath path = paths[usable[i]];
            leastRoundTripNs = Math.min(leastRoundTripNs, path.roundTrip().leastNs());
            leastBytes = Math.min(leastBytes, path.mtu().payloadBytes());
            if (path.capacity().isDelayKnown()) {
                leastDelayNs = Math.min(leastDelayNs, path.capacity().delayNs());
            }
        }
        if (count > 0 && leastBytes != leastPayloadBytes) {
            leastPayloadBytes = leastBytes;
        }
    }

    /** The least UDP payload that a path in use is known to carry; may be read by any thread. */
    int leastPayloadBytes() {
        return leastPayloadBytes;
    }

    /** The largest difference between the delays of usable paths that are within reach of each other. */
    long spreadNs() {
        long spreadNs = 0;
        for (int i = 0; i < count; i++) {
            long ns = oneWayDelayNs(usable[i]) - leastRoundTripNs / 2;
            spreadNs = ns <= FARTHEST_NS ? Math.max(spreadNs, ns) : spreadNs;
        }
        return spreadNs;
    }

    long largestRoundTripNs() {
        long largestNs = 0;
        for (int i = 0; i < count; i++) {
            largestNs = Math.max(largestNs, paths[usable[i]].roundTrip().smoothedNs());
        }
        return largestNs;
    }

    /** The round trip an inner flow sees: the slowest path's, and where units are sent again part of the wait for those. */
    long flowRoundTripNs() {
        boolean waits = lossRatio() > LOSSY_RATIO || isAnySuspect();
        return largestRoundTripNs() + (waits ? recoveryNs() / 3 : 0);
    }

    long bitsPerSecond() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += paths[usable[i]].capacity().bitsPerSecond();
        }
        return sum;
    }

    /** Tells how long packets wait for a path. */
    void waits(long newWaitNs) {
        waitNs = newWaitNs;
    }

    private void collect(PathState state) {
        count = 0;
        mask = 0;
        for (int id = 0; id < LIMIT; id++) {
            if (paths[id] != null && paths[id].isIn(state)) {
                usable[count++] = id;
                mask |= 1 << id;
            }
        }
    }

    int mask() {
        return mask;
    }

    /** Those of these paths that take packets now. */
    int withRoom(int ofMask) {
        int roomy = 0;
        for (int left = ofMask; left != 0; left &= left - 1) {
            int path = Integer.numberOfTrailingZeros(left);
            roomy |= hasRoom(path) ? 1 << path : 0;
        }
        return roomy;
    }

    /** Copies meant for these paths are left out since others take them. */
    void leftOut(int ofMask) {
        for (int left = ofMask; left != 0; left &= left - 1) {
            paths[Integer.numberOfTrailingZeros(left)].leftOut(nowNs);
        }
    }

    /** When a path that is full only by its pace has room again; {@code Long.MAX_VALUE} if none is. */
    long roomNs() {
        long soonestNs = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            long roomNs = paths[usable[i]].pacer().roomNs();
            soonestNs = roomNs > nowNs ? Math.min(soonestNs, roomNs) : soonestNs;
        }
        return soonestNs;
    }

    /** The path that delivers soonest, one not tried before if there is any; −1 if none takes more. */
    int bestForRecovery(int triedMask, int bytes) {
        int untried = mask & ~triedMask;
        int candidates = untried != 0 ? untried : mask;
        int best = -1;
        long bestNs = Long.MAX_VALUE;
        for (int left = candidates; left != 0; left &= left - 1) {
            int id = Integer.numberOfTrailingZeros(left);
            TxPath path = paths[id];
            boolean takes = path.pacer().backlogNs(nowNs) < RECOVERY_BACKLOG_NS
                    && path.sent().inFlightBytes() < 2 * path.capacity().windowOctets();
            long ns = arrivalNs(path, bytes);
            if (takes && ns < bestNs) {
                best = id;
                bestNs = ns;
            }
        }
        return best;
    }

    /** The path for a repair packet: of those that carry one this long, the one that delivers soonest, best not of the mask. */
    int forRepair(int usedMask, int payloadBytes) {
        int others = mask & ~usedMask;
        int best = -1;
        long bestNs = Long.MAX_VALUE;
        for (int left = others != 0 ? others : mask; left != 0; left &= left - 1) {
            TxPath path = paths[Integer.numberOfTrailingZeros(left)];
            long ns = arrivalNs(path, payloadBytes);
            boolean fits = path.mtu().payloadBytes() >= payloadBytes + SessionSender.CONTROL_OVERHEAD_BYTES;
            if (fits && ns < bestNs) {
                best = path.id();
                bestNs = ns;
            }
        }
        return best;
    }

    /** The largest share of packets that a usable path loses, 0 to 1. */
    double lossRatio() {
        double most = 0;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, paths[usable[i]].sent().lossRatio());
        }
        return most;
    }

    /** The longest usual burst of lost packets of a usable path. */
    int lossBurstPackets() {
        int most = 0;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, paths[usable[i]].sent().burstPackets());
        }
        return most;
    }

    /** The path with the least delay that is not {@code not}; −1 if there is none. */
    int soonestBut(int not) {
        int best = -1;
        for (int i = 0; i < count; i++) {
            int path = usable[i];
            boolean sooner = best < 0 || oneWayDelayNs(path) < oneWayDelayNs(best);
            best = path != not && sooner ? path : best;
        }
        return best;
    }

    /**
     * How long the peer should wait for a unit that was lost and is sent again, even if that is lost too. Protocol §6 asks
     * for at least 1.25 × (largest SRTT + 5 ms + spread) + 5 ms: that is one retransmission; this is two.
     */
    long recoveryNs() {
        long ns = 5 * (largestRoundTripNs() + ACK_DELAY_NS + spreadNs()) / 2 + ACK_DELAY_NS;
        return isAnySuspect() ? Math.max(SUSPECT_HOLD_NS, ns) : ns;
    }

    /** Whether a path that carried data a moment ago does not answer. */
    boolean isAnySuspect() {
        for (TxPath path : paths) {
            if (path != null && path.isIn(PathState.SUSPECT)) {
                return true;
            }
        }
        return false;
    }

    private long arrivalNs(TxPath path, int bytes) {
        return path.pacer().backlogNs(nowNs)
                + (long) (bytes * 8e9 / path.capacity().bitsPerSecond())
                + oneWayDelayNs(path.id());
    }

    @Override
    public int usableCount() {
        return count;
    }

    @Override
    public int usable(int position) {
        return usable[position];
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public int weight(int path) {
        int configured = paths[path].weight();
        return configured > 0 ? configured : (int) Math.max(1, Math.round(rateBitsPerSecond(path) / MBIT));
    }

    @Override
    public long rateBitsPerSecond(int path) {
        return paths[path].capacity().isKnown() ? paths[path].capacity().bitsPerSecond() : 0;
    }

    @Override
    public long oneWayDelayNs(int path) {
        TxPath asked = paths[path];
        boolean comparable = asked.capacity().isDelayKnown() && leastDelayNs != Long.MAX_VALUE;
        return comparable
                ? asked.capacity().delayNs() - leastDelayNs + leastRoundTripNs / 2
                : asked.roundTrip().smoothedNs() / 2;
    }

    @Override
    public long backlogNs(int path) {
        return paths[path].pacer().backlogNs(nowNs);
    }

    @Override
    public boolean hasRoom(int path) {
        return paths[path].hasRoom(nowNs);
    }

    @Override
    public long queueDelayNs(int path) {
        return paths[path].capacity().queueNs();
    }

    @Override
    public long waitNs() {
        return waitNs;
    }

    @Override
    public double recentLossPercent(int path) {
        return paths[path].sent().lossRatio() * 100;
    }

    @Override
    public double lossPercent(int path) {
        return paths[path].sent().lastingLossRatio() * 100;
    }

    @Override
    public long recentBytes(int path) {
        return paths[path].rate().bytesPerSecond();
    }

    @Override
    public int priority(int path) {
        return paths[path].priority();
    }
}
