package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.rate.LeastOfLate;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.control.QualityFrame;

/** What the peer is told of one path from it to here (protocol §7, QUALITY). Confined to the receive thread. */
@HotPath
final class PathQuality {
    private static final long US = 1_000L;
    private static final int LOSS_UNITS = 65_536;
    /** RFC 3550 §6.4.1: the gain of the jitter's estimate is 1/16. */
    private static final int JITTER_PARTS = 16;

    private final LeastOfLate least = new LeastOfLate();
    private short transit;
    private boolean timed;
    private long delayNs;
    private long jitterNs;
    private long toldNs;
    private long toldPackets;
    private long toldOctets;
    private long toldHighest = -1;

    /** A DATA packet with this timestamp of the sender came. */
    void data(int timestamp, long nowNs) {
        short newTransit = (short) (nowNs / DataPayload.TIMESTAMP_UNIT_NS - timestamp);
        if (timed) {
            // The clocks of both ends differ by anything; what changes is the delay.
            long changeNs = (short) (newTransit - transit) * DataPayload.TIMESTAMP_UNIT_NS;
            delayNs += changeNs;
            jitterNs += (Math.abs(changeNs) - jitterNs) / JITTER_PARTS;
        }
        timed = true;
        transit = newTransit;
        least.add(delayNs, nowNs);
    }

    /** Fills in what there is to tell since the last time; false if nothing came. */
    boolean fill(QualityFrame frame, int path, RxPath rx, long nowNs) {
        long packets = rx.packets() - toldPackets;
        long expected = rx.window().highest() - toldHighest;
        if (packets == 0) {
            return false;
        }
        long lost = Math.max(0, expected - packets);
        long ratePerS = toldNs == 0 ? 0 : (long) ((rx.octets() - toldOctets) * 8e9 / Math.max(1, nowNs - toldNs));
        frame.path(path, expected <= 0 ? 0 : (int) (lost * LOSS_UNITS / expected))
                .delaysUs(jitterNs / US, timed ? Math.max(0, delayNs - least.value()) / US : 0)
                .deliveryRateBitPerS(ratePerS);
        toldNs = nowNs;
        toldPackets = rx.packets();
        toldOctets = rx.octets();
        toldHighest = rx.window().highest();
        return true;
    }
}
