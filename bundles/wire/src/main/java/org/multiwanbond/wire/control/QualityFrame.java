package org.multiwanbond.wire.control;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;

/** A QUALITY report, owned and reused by the caller. Confined to one thread; allocates nothing. */
@HotPath
public final class QualityFrame {

    /** Octets of the body. */
    public static final int BODY_BYTES = 25;

    private int pathId;
    private int loss;
    private long jitterUs;
    private long queueDelayUs;
    private long deliveryRateBitPerS;
    private long reorderUs;
    private int holdMs;

    /** Reads the current frame: {@link DropReason#OK} or {@link DropReason#PAYLOAD}. */
    public int read(ControlReader frame) {
        byte[] buf = frame.buffer();
        int at = frame.bodyOffset();
        if (frame.bodyLengthBytes() != BODY_BYTES || BigEndian.u8(buf, at) >= Header.PATHS) {
            return DropReason.PAYLOAD;
        }
        pathId = BigEndian.u8(buf, at);
        loss = BigEndian.u16(buf, at + 1);
        jitterUs = BigEndian.u32(buf, at + 3);
        queueDelayUs = BigEndian.u32(buf, at + 7);
        deliveryRateBitPerS = BigEndian.i64(buf, at + 11);
        reorderUs = BigEndian.u32(buf, at + 19);
        holdMs = BigEndian.u16(buf, at + 23);
        // A rate with the top bit set is beyond any link and would read as negative.
        return deliveryRateBitPerS < 0 ? DropReason.PAYLOAD : DropReason.OK;
    }

    /** Appends the report; false if there is no room. */
    public boolean write(ControlWriter out) {
        return out.begin(FrameType.QUALITY, BODY_BYTES)
                && out.put8(pathId)
                && out.put16(loss)
                && out.put32((int) jitterUs)
                && out.put32((int) queueDelayUs)
                && out.put64(deliveryRateBitPerS)
                && out.put32((int) reorderUs)
                && out.put16(holdMs);
    }

    /** Path the report is about, 0 to 15. */
    public int pathId() {
        return pathId;
    }

    /** Lost share of the packets in 65 536ths. */
    public int loss() {
        return loss;
    }

    public long jitterUs() {
        return jitterUs;
    }

    public long queueDelayUs() {
        return queueDelayUs;
    }

    public long deliveryRateBitPerS() {
        return deliveryRateBitPerS;
    }

    /** 99th percentile of the lateness of reordered packets. */
    public long reorderUs() {
        return reorderUs;
    }

    /** The time the receiver now holds units back for a gap. */
    public int holdMs() {
        return holdMs;
    }

    /** Sets the path and its lost share in 65 536ths, both cut to their range. */
    public QualityFrame path(int newPathId, int newLoss) {
        pathId = newPathId & 0xf;
        loss = Math.min(newLoss, 0xffff);
        return this;
    }

    /** Sets the delays, each cut to 2^32 − 1 microseconds. */
    public QualityFrame delaysUs(long newJitterUs, long newQueueDelayUs) {
        jitterUs = Math.min(newJitterUs, 0xffff_ffffL);
        queueDelayUs = Math.min(newQueueDelayUs, 0xffff_ffffL);
        return this;
    }

    /** Sets the lateness of the session's units, cut to 2^32 − 1 microseconds. */
    public QualityFrame reorderUs(long newReorderUs) {
        reorderUs = Math.min(newReorderUs, 0xffff_ffffL);
        return this;
    }

    /** Sets the rate at which the path delivers. */
    public QualityFrame deliveryRateBitPerS(long newRate) {
        deliveryRateBitPerS = newRate;
        return this;
    }

    /** Sets the receiver's hold time, cut to 65 535 ms. */
    public QualityFrame holdMs(int newHoldMs) {
        holdMs = Math.min(newHoldMs, 0xffff);
        return this;
    }
}
