package org.multiwanbond.wire.control;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.ReplayWindow;

/**
 * An ACK: which packet numbers of one path arrived, owned and reused by the caller. Confined to one thread; allocates
 * nothing.
 *
 * <p>Ranges are counts, nothing is off by one: <em>first run</em> is how many consecutive numbers arrived ending with
 * the largest one, itself included, so it is at least 1. Each further pair goes down from there: <em>gap</em> numbers
 * not acknowledged, then <em>run</em> numbers that arrived, both at least 1. First run 3, gap 2, run 4 under largest 20
 * acknowledges 20, 19, 18 and 15, 14, 13, 12. A frame with a zero count, or whose ranges go below 0, is illegal. A run
 * or gap longer than 65 535 is cut there and ends the frame; what is older was acknowledged before.
 */
@HotPath
public final class AckFrame {

    /** Ranges beyond the first run, at most. */
    public static final int MORE_RANGES = 32;
    /** Octets of the body without further ranges; each adds four. */
    public static final int FIXED_BODY_BYTES = 34;
    /** One unit of the delay field in nanoseconds. */
    public static final long DELAY_UNIT_NS = 16_000;

    private static final int COUNT_LIMIT = 0xffff;

    private final long[] lows = new long[MORE_RANGES + 1];
    private final long[] highs = new long[MORE_RANGES + 1];
    private int ranges;
    private int pathId;
    private int delayUnits;
    private int receivedUs;
    private long packets;
    private long octets;

    /**
     * Reads the current frame: {@link DropReason#OK}, or {@link DropReason#PAYLOAD} and the view is void.
     */
    public int read(ControlReader frame) {
        int len = frame.bodyLengthBytes();
        byte[] buf = frame.buffer();
        int at = frame.bodyOffset();
        if (len < FIXED_BODY_BYTES || BigEndian.u8(buf, at) >= Header.PATHS) {
            return DropReason.PAYLOAD;
        }
        int more = BigEndian.u8(buf, at + 1);
        if (more > MORE_RANGES || len != FIXED_BODY_BYTES + 4 * more) {
            return DropReason.PAYLOAD;
        }
        pathId = BigEndian.u8(buf, at);
        delayUnits = BigEndian.u16(buf, at + 2);
        receivedUs = BigEndian.i32(buf, at + 12);
        packets = BigEndian.i64(buf, at + 16);
        octets = BigEndian.i64(buf, at + 24);
        return readRanges(buf, at, more) && packets >= 0 && octets >= 0 ? DropReason.OK : DropReason.PAYLOAD;
    }

    private boolean readRanges(byte[] buf, int body, int more) {
        long high = BigEndian.i64(buf, body + 4);
        int at = body + 32;
        ranges = 0;
        for (int i = 0; i <= more; i++) {
            int run = BigEndian.u16(buf, at);
            if (high < 0 || run == 0 || high - run + 1 < 0) {
                return false;
            }
            highs[ranges] = high;
            lows[ranges++] = high - run + 1;
            if (i < more) {
                int gap = BigEndian.u16(buf, at + 2);
                high -= run + (long) gap;
                if (gap == 0) {
                    return false;
                }
            }
            at += 4;
        }
        return true;
    }

    /** Starts a new ACK of the path's window down to {@code lowest}; false when nothing was received yet. */
    public boolean fill(int newPathId, ReplayWindow window, long lowest) {
        pathId = newPathId & 0xf;
        ranges = 0;
        long bottom = Math.max(lowest, window.lowest());
        long high = window.highest();
        while (high >= bottom && ranges <= MORE_RANGES) {
            long low = high;
            while (low > bottom && high - low + 1 < COUNT_LIMIT && window.isMarked(low - 1)) {
                low--;
            }
            highs[ranges] = high;
            lows[ranges++] = low;
            high = nextReceived(window, low, bottom);
        }
        return ranges > 0;
    }

    private static long nextReceived(ReplayWindow window, long low, long bottom) {
        if (low - 1 >= bottom && window.isMarked(low - 1)) {
            return -1; // the run was cut at its limit: a gap of zero cannot be said
        }
        long at = low - 2;
        while (at >= bottom && !window.isMarked(at)) {
            at--;
        }
        return low - 1 - at <= COUNT_LIMIT ? at : -1;
    }

    /** Sets when the largest number arrived: low 32 bits of the microsecond clock, and how long ago that was. */
    public AckFrame timing(int newReceivedUs, long delayNs) {
        receivedUs = newReceivedUs;
        delayUnits = (int) Math.min(delayNs / DELAY_UNIT_NS, 0xffff);
        return this;
    }

    /** Sets what the path received in the session so far. */
    public AckFrame totals(long newPackets, long newOctets) {
        packets = newPackets;
        octets = newOctets;
        return this;
    }

    /** Appends the ACK, without its lowest ranges if there is no room for them; false if there is none at all. */
    public boolean write(ControlWriter out) {
        int more = Math.min(ranges - 1, (out.roomBytes() - FIXED_BODY_BYTES) >> 2);
        if (more < 0 || !out.begin(FrameType.ACK, FIXED_BODY_BYTES + 4 * more)) {
            return false;
        }
        out.put8(pathId);
        out.put8(more);
        out.put16(delayUnits);
        out.put64(highs[0]);
        out.put32(receivedUs);
        out.put64(packets);
        out.put64(octets);
        out.put16((int) (highs[0] - lows[0] + 1));
        for (int i = 1; i <= more; i++) {
            out.put16((int) (lows[i - 1] - highs[i] - 1));
            out.put16((int) (highs[i] - lows[i] + 1));
        }
        return true;
    }

    /** Path the ACK is about, 0 to 15; it may have come by another. */
    public int pathId() {
        return pathId;
    }

    /** Time from the arrival of the largest number until the ACK was sent, in steps of {@link #DELAY_UNIT_NS}. */
    public long delayNs() {
        return delayUnits * DELAY_UNIT_NS;
    }

    /** Largest number acknowledged. */
    public long largest() {
        return highs[0];
    }

    /** When the largest number arrived: low 32 bits of the receiver's microsecond clock. */
    public int receivedUs() {
        return receivedUs;
    }

    /** Packets the path received in the session so far. */
    public long packets() {
        return packets;
    }

    /** Octets the path received in the session so far. */
    public long octets() {
        return octets;
    }

    /** Ranges, at least 1; number 0 holds the largest. */
    public int ranges() {
        return ranges;
    }

    /** Lowest number of a range. */
    public long low(int range) {
        return lows[range];
    }

    /** Highest number of a range. */
    public long high(int range) {
        return highs[range];
    }

    /** Whether the frame acknowledges {@code number}. */
    public boolean covers(long number) {
        for (int i = 0; i < ranges; i++) {
            if (number >= lows[i]) {
                return number <= highs[i];
            }
        }
        return false;
    }
}
