package org.multiwanbond.api.balancer.support;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Run;

/** How much of a run goes out in one turn. Thread-safe: stateless. */
@HotPath
public final class Turn {
    /**
     * Octets of a turn where nothing tells how fast the path is: two packets of a full link. Short turns interleave
     * finely, so the receiver has little to put in order.
     */
    public static final int SHORT_BYTES = 2_800;

    /** Time a path is busy with one turn at most: an eighth of the 4 ms a path may be given ahead. */
    private static final double LONGEST_SECONDS = 0.000_5;

    private static final int BITS_PER_BYTE = 8;

    private Turn() {}

    /** Packets from the front of the run that have at most {@code lengthBytes} octets by the mean of the run; at least 1. */
    public static int packets(Run run, long lengthBytes) {
        if (run.lengthBytes() <= lengthBytes) {
            return run.packets();
        }
        return (int) Math.max(1, lengthBytes * run.packets() / run.lengthBytes());
    }

    /** Packets from the front of the run a path of this rate, 0 if unknown, sends in half a millisecond; at least 1. */
    public static int packetsAtRate(Run run, double rateBitsPerSecond) {
        boolean known = rateBitsPerSecond > 0;
        return packets(run, known ? (long) (rateBitsPerSecond * LONGEST_SECONDS / BITS_PER_BYTE) : SHORT_BYTES);
    }
}
