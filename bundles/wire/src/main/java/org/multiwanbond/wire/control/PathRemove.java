package org.multiwanbond.wire.control;

import java.util.Optional;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.Header;

/**
 * PATH_REMOVE: the path is given up. Thread-safe.
 *
 * @param pathId 0 to 15
 * @param reason 0 to 255; the protocol names none yet
 */
public record PathRemove(int pathId, int reason) implements ReliableFrame {

    private static final int BODY_BYTES = 2;

    public PathRemove {
        FrameLimits.check("path id", pathId, Header.PATHS - 1);
        FrameLimits.check("reason", reason, 0xff);
    }

    static Optional<PathRemove> read(byte[] buf, int off, int len) {
        return len != BODY_BYTES || BigEndian.u8(buf, off) >= Header.PATHS
                ? Optional.empty()
                : Optional.of(new PathRemove(BigEndian.u8(buf, off), BigEndian.u8(buf, off + 1)));
    }

    @Override
    public int type() {
        return FrameType.PATH_REMOVE;
    }

    @Override
    public int bodyBytes() {
        return BODY_BYTES;
    }

    @Override
    public void writeBody(ControlWriter out) {
        out.put8(pathId);
        out.put8(reason);
    }
}
