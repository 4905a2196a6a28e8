package org.multiwanbond.wire.control;

import java.util.Optional;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.Header;

/**
 * PATH_STATUS: in which state the sender sees a path. Thread-safe.
 *
 * @param pathId 0 to 15
 * @param state {@link #ACTIVE}, {@link #STANDBY}, {@link #DRAINING} or {@link #DOWN}
 * @param sinceMs for how long, up to 2^32 − 1
 */
public record PathStatus(int pathId, int state, long sinceMs) implements ReliableFrame {

    public static final int ACTIVE = 1;
    public static final int STANDBY = 2;
    public static final int DRAINING = 3;
    public static final int DOWN = 4;

    private static final int BODY_BYTES = 6;

    public PathStatus {
        FrameLimits.check("path id", pathId, Header.PATHS - 1);
        FrameLimits.check("state", state - ACTIVE, DOWN - ACTIVE);
        FrameLimits.check("since", sinceMs, 0xffff_ffffL);
    }

    static Optional<PathStatus> read(byte[] buf, int off, int len) {
        if (len != BODY_BYTES) {
            return Optional.empty();
        }
        int pathId = BigEndian.u8(buf, off);
        int state = BigEndian.u8(buf, off + 1);
        return pathId >= Header.PATHS || state < ACTIVE || state > DOWN
                ? Optional.empty()
                : Optional.of(new PathStatus(pathId, state, BigEndian.u32(buf, off + 2)));
    }

    @Override
    public int type() {
        return FrameType.PATH_STATUS;
    }

    @Override
    public int bodyBytes() {
        return BODY_BYTES;
    }

    @Override
    public void writeBody(ControlWriter out) {
        out.put8(pathId);
        out.put8(state);
        out.put32((int) sinceMs);
    }
}
