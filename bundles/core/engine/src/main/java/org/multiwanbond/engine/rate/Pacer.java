package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/** When the octets given to one path will have left it at its rate. Confined to the send thread. */
@HotPath
public final class Pacer {
    /** Time given to the path ahead: a timer's granularity and a turn of the loop; "at most about 4 ms queued per path". */
    public static final long AHEAD_NS = 2_000_000L;

    /**
     * Time that may be made up for when the thread comes late, as it does on a shared machine; the link's queue ran empty
     * meanwhile, so this does not fill it.
     */
    private static final long CREDIT_NS = 5_000_000L;

    private static final double BITS_PER_SECOND = 8e9;

    private final Grain grain;
    private double bitsPerSecond = 1e6;
    private long leftNs;
    private boolean full;

    /** Of a path that once full takes no more until it has room for a whole grain. */
    public Pacer(Grain grain) {
        this.grain = grain;
    }

    /** From now on packets leave at this rate. */
    public void rate(double newBitsPerSecond) {
        bitsPerSecond = newBitsPerSecond;
    }

    /** Octets were given to the path. */
    public void spend(int octets, long nowNs) {
        leftNs = Math.max(leftNs, nowNs - CREDIT_NS) + (long) (octets * BITS_PER_SECOND / bitsPerSecond);
    }

    /** Whether packets may be given to the path now. */
    public boolean hasRoom(long nowNs) {
        full = nowNs < roomNs();
        return !full;
    }

    /** When there is room, at the earliest. */
    public long roomNs() {
        return leftNs - AHEAD_NS + 1 + (full ? grain.ns() : 0);
    }

    /** Time the octets given so far need to leave. */
    public long backlogNs(long nowNs) {
        return Math.max(0, leftNs - nowNs);
    }

    /** Forgets what is still to leave: it was given to a rate that no longer counts. */
    public void reset(long nowNs) {
        leftNs = Math.min(leftNs, nowNs + AHEAD_NS);
    }

    /** Lets nothing leave for this time: what left at once is paid for. */
    public void pay(long ns, long nowNs) {
        leftNs = Math.max(leftNs, nowNs) + ns;
    }

    public double bitsPerSecond() {
        return bitsPerSecond;
    }
}
