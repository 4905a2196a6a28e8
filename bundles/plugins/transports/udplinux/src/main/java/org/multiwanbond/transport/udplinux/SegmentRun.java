package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;

/**
 * Datagrams by one socket to one address, back to back, to leave as one message that the kernel cuts: all are equally long
 * but the last, which may be shorter (udp(7), UDP_SEGMENT). Confined to the sending thread.
 */
@HotPath
final class SegmentRun {
    /** UDP_MAX_SEGMENTS of Linux before 6.9; later ones allow 128. */
    static final int MOST_SEGMENTS = 64;

    /** The largest payload of a UDP datagram over IPv4: 65 535 less 20 for IP and 8 for UDP. */
    static final int LONGEST_BYTES = 65_507;

    /** Where the address lies, behind the octets. */
    private static final int NAME = LONGEST_BYTES + 5;

    private final Memory memory = new Memory(NAME + SocketAddresses.BYTES);
    private OpenSocket socket;
    private Endpoint to;
    private int nameBytes;
    private int segmentBytes;
    private int segments;
    private int lengthBytes;
    private boolean waiting;
    private boolean closed;

    /** Empties it for datagrams by another socket or to another address, the first and longest being this long. */
    void begin(OpenSocket newSocket, Endpoint newTo, int newSegmentBytes) {
        if (newTo != to) {
            nameBytes = SocketAddresses.write(memory.octets(), NAME, newTo);
        }
        socket = newSocket;
        to = newTo;
        segmentBytes = newSegmentBytes;
        segments = 0;
        lengthBytes = 0;
        waiting = true;
        closed = false;
    }

    /** Whether a datagram by the same socket to an address can follow. */
    boolean continues(Endpoint newTo, int firstBytes) {
        return waiting
                && !closed
                && segments < MOST_SEGMENTS
                && firstBytes <= segmentBytes
                && lengthBytes + firstBytes <= LONGEST_BYTES
                && isTo(newTo);
    }

    private boolean isTo(Endpoint other) {
        return other == to
                || to.matches(other.high(), other.low(), other.port())
                        && SocketAddresses.scope(to) == SocketAddresses.scope(other);
    }

    /**
     * Takes as many datagrams as fit, after {@link #begin} or {@link #continues}; answers their octets.
     *
     * @param leftBytes octets of all from {@code at} on
     * @param firstBytes octets of each; the last may be shorter
     */
    int take(byte[] slab, int at, int leftBytes, int firstBytes) {
        int fitting = Math.min(MOST_SEGMENTS - segments, (LONGEST_BYTES - lengthBytes) / firstBytes);
        int taken = firstBytes < segmentBytes ? firstBytes : Math.min(leftBytes, fitting * firstBytes);
        memory.octets().put(lengthBytes, slab, at, taken);
        lengthBytes += taken;
        segments += (taken + firstBytes - 1) / firstBytes;
        closed = taken % segmentBytes != 0;
        return taken;
    }

    OpenSocket socket() {
        return socket;
    }

    /** Whether it is to be sent yet. */
    boolean isWaiting() {
        return waiting;
    }

    /** Notes that it was sent, or cannot be. */
    void settle() {
        waiting = false;
    }

    int segments() {
        return segments;
    }

    /** Puts it into a table as one message. */
    void message(MessageTable table, int index) {
        table.name(index, memory.address() + NAME, nameBytes);
        table.octets(index, memory.address(), lengthBytes);
        table.cut(index, segments > 1 ? segmentBytes : MessageTable.WHOLE);
    }

    /** Puts each of its datagrams into a table, from the first message on. */
    void messages(MessageTable table) {
        for (int i = 0; i < segments; i++) {
            int at = i * segmentBytes;
            table.name(i, memory.address() + NAME, nameBytes);
            table.octets(i, memory.address() + at, Math.min(segmentBytes, lengthBytes - at));
            table.cut(i, MessageTable.WHOLE);
        }
    }
}
