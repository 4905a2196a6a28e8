package org.multiwanbond.wire.control;

import java.util.Optional;
import org.multiwanbond.wire.BigEndian;

/**
 * CLASS_POLICY: how the peer should treat a traffic class. Thread-safe.
 *
 * @param trafficClass 0 to 255
 * @param mode 0 to 255; the protocol names none yet
 * @param copies 0 to 255
 * @param deadlineMs 0 to 65 535
 */
public record ClassPolicy(int trafficClass, int mode, int copies, int deadlineMs) implements ReliableFrame {

    private static final int BODY_BYTES = 5;

    public ClassPolicy {
        FrameLimits.check("class", trafficClass, 0xff);
        FrameLimits.check("mode", mode, 0xff);
        FrameLimits.check("copies", copies, 0xff);
        FrameLimits.check("deadline", deadlineMs, 0xffff);
    }

    static Optional<ClassPolicy> read(byte[] buf, int off, int len) {
        return len != BODY_BYTES
                ? Optional.empty()
                : Optional.of(new ClassPolicy(
                        BigEndian.u8(buf, off),
                        BigEndian.u8(buf, off + 1),
                        BigEndian.u8(buf, off + 2),
                        BigEndian.u16(buf, off + 3)));
    }

    @Override
    public int type() {
        return FrameType.CLASS_POLICY;
    }

    @Override
    public int bodyBytes() {
        return BODY_BYTES;
    }

    @Override
    public void writeBody(ControlWriter out) {
        out.put8(trafficClass);
        out.put8(mode);
        out.put8(copies);
        out.put16(deadlineMs);
    }
}
