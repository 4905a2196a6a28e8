package org.multiwanbond.wire.control;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.BigEndian;

/** The fields of MTU_PROBE and MTU_OK. Thread-safe: it has no state. */
@HotPath
public final class MtuFrame {

    private MtuFrame() {}

    /** Whether the current frame's body has a right length for its type. */
    public static boolean isLegal(ControlReader frame) {
        int len = frame.bodyLengthBytes();
        return frame.type() == FrameType.MTU_OK ? len == 4 : len >= 2;
    }

    /** The id of a legal frame. */
    public static int id(ControlReader frame) {
        return BigEndian.u16(frame.buffer(), frame.bodyOffset());
    }

    /** The UDP payload a legal MTU_OK confirms. */
    public static int sizeBytes(ControlReader frame) {
        return BigEndian.u16(frame.buffer(), frame.bodyOffset() + 2);
    }
}
