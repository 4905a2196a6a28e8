package org.multiwanbond.wire.control;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.DropReason;

/** A view of a PROBE or PROBE_REPLY, owned and reused by the caller. Confined to one thread; allocates nothing. */
@HotPath
public final class ProbeFrame {

    /** Octets of a PROBE's body before padding. */
    public static final int BODY_BYTES = 12;
    /** Octets of a PROBE_REPLY's body. */
    public static final int REPLY_BODY_BYTES = 28;

    private int probeId;
    private long sentUs;
    private long receivedUs;
    private long repliedUs;

    /** Reads the current frame, a PROBE or PROBE_REPLY: {@link DropReason#OK} or {@link DropReason#PAYLOAD}. */
    public int read(ControlReader frame) {
        boolean reply = frame.type() == FrameType.PROBE_REPLY;
        int len = frame.bodyLengthBytes();
        if (reply ? len != REPLY_BODY_BYTES : len < BODY_BYTES) {
            return DropReason.PAYLOAD;
        }
        byte[] buf = frame.buffer();
        int at = frame.bodyOffset();
        probeId = BigEndian.i32(buf, at);
        sentUs = BigEndian.i64(buf, at + 4);
        receivedUs = reply ? BigEndian.i64(buf, at + 12) : 0;
        repliedUs = reply ? BigEndian.i64(buf, at + 20) : 0;
        return DropReason.OK;
    }

    public int probeId() {
        return probeId;
    }

    /** t1: when the probe was sent, in microseconds of the prober's clock. */
    public long sentUs() {
        return sentUs;
    }

    /** t2: when the probe was received, in microseconds of the replier's clock; 0 in a PROBE. */
    public long receivedUs() {
        return receivedUs;
    }

    /** t3: when the reply was sent, in microseconds of the replier's clock; 0 in a PROBE. */
    public long repliedUs() {
        return repliedUs;
    }
}
