package org.multiwanbond.wire.control;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.multiwanbond.wire.BigEndian;

/**
 * CLOSE: the session ends. Thread-safe.
 *
 * @param code why, one of the constants or an unknown one up to 65 535
 * @param text for people, printable, at most 128 octets of UTF-8, may be empty
 */
public record Close(int code, String text) implements ReliableFrame {

    // §8 "CLOSE codes"
    public static final int NORMAL = 0;
    public static final int SHUTDOWN = 1;
    public static final int PROTOCOL_ERROR = 2;
    public static final int UNSUPPORTED = 3;
    public static final int LIMIT = 4;
    public static final int AUTHORISATION_WITHDRAWN = 5;
    public static final int REPLACED = 6;
    public static final int MOVED = 7;

    /** Octets of the longest text. */
    public static final int TEXT_BYTES = 128;

    public Close {
        FrameLimits.check("code", code, 0xffff);
        PrintableText.write(text, TEXT_BYTES);
    }

    static Optional<Close> read(byte[] buf, int off, int len) {
        return len < 2 || len > 2 + TEXT_BYTES
                ? Optional.empty()
                : PrintableText.read(buf, off + 2, len - 2).map(text -> new Close(BigEndian.u16(buf, off), text));
    }

    @Override
    public int type() {
        return FrameType.CLOSE;
    }

    @Override
    public int bodyBytes() {
        return 2 + text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void writeBody(ControlWriter out) {
        out.put16(code);
        out.put(PrintableText.write(text, TEXT_BYTES));
    }
}
