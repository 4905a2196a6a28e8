package org.multiwanbond.tunnel.tun;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A route netlink request under construction: a header, a fixed part, attributes (RFC 3549 §2.2 and §3). Confined to its
 * builder.
 */
final class NetlinkMessage {
    private static final int HEADER_BYTES = 16;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final short NESTED = (short) 0x8000;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(512).order(ByteOrder.nativeOrder());

    NetlinkMessage(int type, int flags) {
        buffer.putInt(0)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(1)
                .putInt(0);
    }

    NetlinkMessage octet(int value) {
        buffer.put((byte) value);
        return this;
    }

    NetlinkMessage number(int value) {
        buffer.putInt(value);
        return this;
    }

    NetlinkMessage attribute(int type, int value) {
        begin(type, 4).putInt(value);
        return this;
    }

    NetlinkMessage attribute(int type, byte[] value) {
        begin(type, value.length).put(value);
        return pad();
    }

    /** An attribute within an attribute within an attribute, with one octet in the innermost. */
    NetlinkMessage nested(int outer, int middle, int inner, byte value) {
        int padded = 8;
        begin(outer | NESTED, padded + ATTRIBUTE_HEADER_BYTES);
        begin(middle | NESTED, padded);
        begin(inner, 1).put(value);
        return pad();
    }

    private ByteBuffer begin(int type, int valueBytes) {
        return buffer.putShort((short) (ATTRIBUTE_HEADER_BYTES + valueBytes)).putShort((short) type);
    }

    private NetlinkMessage pad() {
        while (buffer.position() % 4 != 0) {
            buffer.put((byte) 0);
        }
        return this;
    }

    /** The finished message, from 0 to its limit. */
    ByteBuffer finished() {
        buffer.putInt(0, buffer.position());
        return buffer.flip();
    }

    /** Octets of the header every message begins with. */
    static int headerBytes() {
        return HEADER_BYTES;
    }
}
