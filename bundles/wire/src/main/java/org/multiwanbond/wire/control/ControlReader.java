package org.multiwanbond.wire.control;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.BigEndian;

/**
 * A cursor over the frames of a CONTROL payload, total over any octets. Confined to one thread; allocates nothing.
 *
 * <pre>{@code
 * reader.reset(buf, off, len);
 * for (int type = reader.next(); type >= 0; type = reader.next()) { … }
 * if (reader.isBroken()) count(DropReason.PAYLOAD);
 * }</pre>
 */
@HotPath
public final class ControlReader {

    /** Answer of {@link #next} behind the last frame. */
    public static final int END = -1;
    /** Answer of {@link #next} when the rest of the payload is no frame. */
    public static final int BROKEN = -2;

    // Any value that is neither END nor BROKEN: both of those are negative.
    private static final int BEFORE_FIRST = 0;

    /** Octets of type and length in front of every body. */
    static final int PREFIX_BYTES = 3;
    /** Octets of a reliable frame's message id. */
    static final int ID_BYTES = 2;

    private byte[] buf = {};
    private int at;
    private int end;
    private int type = END;
    private int messageId;
    private int bodyOffset;
    private int bodyLengthBytes;

    /** Sets the region to read; a region outside the array is broken at once. */
    public void reset(byte[] newBuf, int off, int len) {
        buf = newBuf;
        at = off;
        end = off + len;
        type = off < 0 || len < 0 || len > newBuf.length - off ? BROKEN : BEFORE_FIRST;
    }

    /** Goes to the next frame: its type, {@link #END} or {@link #BROKEN}; the last two are final. */
    public int next() {
        if (type < BEFORE_FIRST) {
            return type;
        }
        if (at == end) {
            type = END;
            return type;
        }
        type = readFrame();
        return type;
    }

    private int readFrame() {
        if (end - at < PREFIX_BYTES) {
            return BROKEN;
        }
        int found = BigEndian.u8(buf, at);
        bodyOffset = at + PREFIX_BYTES;
        bodyLengthBytes = BigEndian.u16(buf, at + 1);
        messageId = 0;
        at = bodyOffset + bodyLengthBytes;
        if (at > end) {
            return BROKEN;
        }
        if (!FrameType.isReliable(found)) {
            return hasIllegalBody(found) ? BROKEN : found;
        }
        if (bodyLengthBytes < ID_BYTES) {
            return BROKEN;
        }
        messageId = BigEndian.u16(buf, bodyOffset);
        bodyOffset += ID_BYTES;
        bodyLengthBytes -= ID_BYTES;
        return found;
    }

    private boolean hasIllegalBody(int found) {
        return found == FrameType.KEEPALIVE && bodyLengthBytes != 0
                || found == FrameType.PADDING && !BigEndian.isZero(buf, bodyOffset, bodyLengthBytes);
    }

    /** Whether the payload ended in something that is no frame. */
    public boolean isBroken() {
        return type == BROKEN;
    }

    /** The array being read. */
    public byte[] buffer() {
        return buf;
    }

    /** Type of the current frame, one of {@link FrameType} or an unknown one. */
    public int type() {
        return type;
    }

    /** Message id of the current frame, 0 if it is not reliable. */
    public int messageId() {
        return messageId;
    }

    /** Where the current frame's body begins, behind a message id. */
    public int bodyOffset() {
        return bodyOffset;
    }

    /** Octets of the current frame's body without a message id. */
    public int bodyLengthBytes() {
        return bodyLengthBytes;
    }
}
