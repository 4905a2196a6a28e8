package org.multiwanbond.wire.control;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.Header;

/**
 * PATH_ADD: announces a path that will be validated next. Thread-safe.
 *
 * @param pathId 0 to 15
 * @param priority 0 to 255
 * @param costClass 0 to 255
 * @param txCapBitPerS the most the peer may send on it, 0 for no limit
 * @param name what people call the link, printable, at most 32 octets of UTF-8
 */
public record PathAdd(int pathId, int priority, int costClass, long txCapBitPerS, String name)
        implements ReliableFrame {

    /** Octets of the longest name. */
    public static final int NAME_BYTES = 32;

    private static final int FIXED_BYTES = 11;

    public PathAdd {
        FrameLimits.check("path id", pathId, Header.PATHS - 1);
        FrameLimits.check("priority", priority, 0xff);
        FrameLimits.check("cost class", costClass, 0xff);
        FrameLimits.check("tx cap", txCapBitPerS, Long.MAX_VALUE);
        PrintableText.write(name, NAME_BYTES);
    }

    static Optional<PathAdd> read(byte[] buf, int off, int len) {
        if (len < FIXED_BYTES || len > FIXED_BYTES + NAME_BYTES) {
            return Optional.empty();
        }
        int pathId = BigEndian.u8(buf, off);
        int priority = BigEndian.u8(buf, off + 1);
        int costClass = BigEndian.u8(buf, off + 2);
        long txCap = BigEndian.i64(buf, off + 3);
        return pathId >= Header.PATHS || txCap < 0
                ? Optional.empty()
                : PrintableText.read(buf, off + FIXED_BYTES, len - FIXED_BYTES)
                        .map(name -> new PathAdd(pathId, priority, costClass, txCap, name));
    }

    @Override
    public int type() {
        return FrameType.PATH_ADD;
    }

    @Override
    public int bodyBytes() {
        return FIXED_BYTES + name.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void writeBody(ControlWriter out) {
        out.put8(pathId);
        out.put8(priority);
        out.put8(costClass);
        out.put64(txCapBitPerS);
        out.put(PrintableText.write(name, NAME_BYTES));
    }
}
