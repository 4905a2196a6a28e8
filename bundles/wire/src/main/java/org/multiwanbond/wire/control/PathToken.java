package org.multiwanbond.wire.control;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.BigEndian;

/** The eight octets of a PATH_CHALLENGE or PATH_RESPONSE. Thread-safe: it has no state. */
@HotPath
public final class PathToken {

    /** Octets of the body. */
    public static final int BODY_BYTES = 8;

    private PathToken() {}

    /** Whether the current frame's body has the right length. */
    public static boolean isLegal(ControlReader frame) {
        return frame.bodyLengthBytes() == BODY_BYTES;
    }

    /** The token of a legal frame. */
    public static long token(ControlReader frame) {
        return BigEndian.i64(frame.buffer(), frame.bodyOffset());
    }
}
