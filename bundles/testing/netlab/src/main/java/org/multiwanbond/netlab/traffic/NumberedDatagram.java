package org.multiwanbond.netlab.traffic;

import java.nio.ByteBuffer;

/** The layout of our UDP datagrams: mark, number, total, flow, time of sending, then a pattern. Stateless. */
final class NumberedDatagram {
    /** Octets before the pattern. */
    static final int HEADER_BYTES = 24;

    /** Says that a datagram is ours: "mwbU". */
    private static final int MARK = 0x6d77_6255;

    private static final int NUMBER = 4;
    private static final int TOTAL = 8;
    private static final int FLOW = 12;
    private static final int SENT_NS = 16;

    private NumberedDatagram() {}

    /** Fills the buffer up to its limit; {@code total} is 0 but in the datagrams that tell the end. */
    static void write(ByteBuffer into, int number, int total, long sentNs) {
        into.putInt(0, MARK).putInt(NUMBER, number).putInt(TOTAL, total).putLong(SENT_NS, sentNs);
        for (int i = HEADER_BYTES; i < into.limit(); i++) {
            into.put(i, (byte) (number + i));
        }
    }

    /** Whether it is ours and unharmed. */
    static boolean isSound(ByteBuffer datagram) {
        if (datagram.limit() < HEADER_BYTES || datagram.getInt(0) != MARK) {
            return false;
        }
        int number = number(datagram);
        for (int i = HEADER_BYTES; i < datagram.limit(); i++) {
            if (datagram.get(i) != (byte) (number + i)) {
                return false;
            }
        }
        return true;
    }

    /** Makes all datagrams written to this buffer part of a flow. */
    static void join(ByteBuffer datagram, int flow) {
        datagram.putInt(FLOW, flow);
    }

    static int flow(ByteBuffer datagram) {
        return datagram.getInt(FLOW);
    }

    static int number(ByteBuffer datagram) {
        return datagram.getInt(NUMBER);
    }

    static int total(ByteBuffer datagram) {
        return datagram.getInt(TOTAL);
    }

    /** On the monotonic clock, which all processes of a machine share. */
    static long sentNs(ByteBuffer datagram) {
        return datagram.getLong(SENT_NS);
    }
}
