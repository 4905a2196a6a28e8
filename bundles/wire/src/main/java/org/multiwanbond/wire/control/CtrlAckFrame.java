package org.multiwanbond.wire.control;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.BigEndian;

/** The message ids of a CTRL_ACK. Thread-safe: it has no state. */
@HotPath
public final class CtrlAckFrame {

    private CtrlAckFrame() {}

    /** Whether the current frame's body is made of whole ids. */
    public static boolean isLegal(ControlReader frame) {
        return (frame.bodyLengthBytes() & 1) == 0;
    }

    /** Number of ids in a legal frame. */
    public static int count(ControlReader frame) {
        return frame.bodyLengthBytes() >>> 1;
    }

    /** An id of a legal frame, by index from 0. */
    public static int messageId(ControlReader frame, int index) {
        return BigEndian.u16(frame.buffer(), frame.bodyOffset() + 2 * index);
    }
}
