package org.multiwanbond.transport.udplinux;

import java.nio.ByteBuffer;
import org.multiwanbond.api.HotPath;

/**
 * Messages as {@code sendmmsg} and {@code recvmmsg} take them: each an address, one piece of memory and one control message
 * that says how long its segments are. Confined to one thread.
 */
@HotPath
final class MessageTable {
    /** What {@link #segmentBytes} says of a message that is one datagram. */
    static final int WHOLE = 0;

    // struct mmsghdr of a 64-bit system: name, its length, iovec, their number, control, its length, flags; received
    // length
    private static final int HEADER_BYTES = 64;
    private static final int NAME_LENGTH = 8;
    private static final int PIECES = 16;
    private static final int PIECE_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int RECEIVED = 56;

    // struct iovec: where, how long
    private static final int PIECE_BYTES = 16;

    // struct cmsghdr: its length, level, type; then the value: 16 bits when sending, 32 when receiving (udp(7))
    private static final int CONTROL_BYTES = 24;
    private static final int LEVEL = 8;
    private static final int TYPE = 12;
    private static final int VALUE = 16;
    private static final int SENDING_BYTES = VALUE + Short.BYTES;
    private static final int RECEIVING_BYTES = VALUE + Integer.BYTES;

    private final Memory memory;
    private final ByteBuffer octets;
    private final int capacity;

    MessageTable(int capacity) {
        this.capacity = capacity;
        memory = new Memory(capacity * (HEADER_BYTES + PIECE_BYTES + CONTROL_BYTES));
        octets = memory.octets();
        for (int i = 0; i < capacity; i++) {
            int at = i * HEADER_BYTES;
            octets.putLong(at + PIECES, memory.address() + piece(i));
            octets.putLong(at + PIECE_COUNT, 1);
            octets.putLong(at + CONTROL, memory.address() + control(i));
        }
    }

    private int piece(int index) {
        return capacity * HEADER_BYTES + index * PIECE_BYTES;
    }

    private int control(int index) {
        return capacity * (HEADER_BYTES + PIECE_BYTES) + index * CONTROL_BYTES;
    }

    int capacity() {
        return capacity;
    }

    /** Where a message begins; the next follow it. */
    long address(int index) {
        return memory.address() + (long) index * HEADER_BYTES;
    }

    /** Says where the socket address of a message lies. */
    void name(int index, long address, int lengthBytes) {
        octets.putLong(index * HEADER_BYTES, address);
        octets.putInt(index * HEADER_BYTES + NAME_LENGTH, lengthBytes);
    }

    /** Says where the octets of a message lie. */
    void octets(int index, long address, int lengthBytes) {
        octets.putLong(piece(index), address);
        octets.putLong(piece(index) + 8, lengthBytes);
    }

    /** Asks the kernel to cut a message into datagrams of this length, or to send it {@link #WHOLE}. */
    void cut(int index, int segmentBytes) {
        octets.putLong(index * HEADER_BYTES + CONTROL_LENGTH, segmentBytes == WHOLE ? 0 : CONTROL_BYTES);
        if (segmentBytes != WHOLE) {
            int at = control(index);
            octets.putLong(at, SENDING_BYTES);
            octets.putInt(at + LEVEL, Linux.SOL_UDP);
            octets.putInt(at + TYPE, Linux.UDP_SEGMENT);
            octets.putShort(at + VALUE, (short) segmentBytes);
        }
    }

    /** Readies a message for receiving: the kernel has written over the lengths. */
    void rearm(int index, int nameBytes) {
        octets.putInt(index * HEADER_BYTES + NAME_LENGTH, nameBytes);
        octets.putLong(index * HEADER_BYTES + CONTROL_LENGTH, CONTROL_BYTES);
    }

    /** Octets of a message that was received. */
    int lengthBytes(int index) {
        return octets.getInt(index * HEADER_BYTES + RECEIVED);
    }

    void lengthBytes(int index, int lengthBytes) {
        octets.putInt(index * HEADER_BYTES + RECEIVED, lengthBytes);
    }

    /** Octets of each datagram the kernel joined to a message that was received, the last may be shorter; or {@link #WHOLE}. */
    int segmentBytes(int index) {
        int at = control(index);
        boolean told = octets.getLong(index * HEADER_BYTES + CONTROL_LENGTH) >= RECEIVING_BYTES
                && octets.getInt(at + LEVEL) == Linux.SOL_UDP
                && octets.getInt(at + TYPE) == Linux.UDP_GRO;
        return told ? Math.max(WHOLE, octets.getInt(at + VALUE)) : WHOLE;
    }

    /** Octets of each datagram a message to be sent is cut into, or {@link #WHOLE}. */
    int cutBytes(int index) {
        boolean cut = octets.getLong(index * HEADER_BYTES + CONTROL_LENGTH) != 0;
        return cut ? octets.getShort(control(index) + VALUE) & 0xffff : WHOLE;
    }
}
