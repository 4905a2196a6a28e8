package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.transport.DatagramBatch;

/**
 * What one call brought from one socket, each message one datagram or several the kernel joined; it is poured into batches
 * piece by piece. Confined to the receiving thread.
 */
@HotPath
final class Harvest {
    /** Messages per call. More gain nothing measurable where datagrams come joined, and keep other sockets waiting. */
    static final int MESSAGES = 8;

    /** Room for one message, longer than any the kernel joins. */
    private static final int MESSAGE_BYTES = 1 << 16;

    private static final int NAME_BYTES = 32;

    private final Memory octets = new Memory(MESSAGES * MESSAGE_BYTES);
    private final Memory names = new Memory(MESSAGES * NAME_BYTES);
    private final MessageTable table = new MessageTable(MESSAGES);
    private OpenSocket socket;
    private int count;
    private int at;
    private int poured;
    private long dropped;

    Harvest() {
        for (int i = 0; i < MESSAGES; i++) {
            table.name(i, names.address() + (long) i * NAME_BYTES, NAME_BYTES);
            table.octets(i, octets.address() + (long) i * MESSAGE_BYTES, MESSAGE_BYTES);
        }
    }

    /** Takes what has arrived on a socket, when it is empty; answers the messages, or below 0 why there are none. */
    int fill(Kernel kernel, OpenSocket from) {
        for (int i = 0; i < MESSAGES; i++) {
            table.rearm(i, NAME_BYTES);
        }
        int received = kernel.receive(from.descriptor(), table);
        socket = from;
        count = Math.max(0, received);
        at = 0;
        poured = 0;
        return received;
    }

    /** Where what is left came by. */
    OpenSocket socket() {
        return socket;
    }

    boolean isEmpty() {
        return at == count;
    }

    /** Forgets what is left. */
    void forget() {
        at = count;
    }

    /** Appends datagrams until none is left or the batch has no room. */
    void pour(DatagramBatch into) {
        while (at < count && pourMessage(into)) {
            at++;
            poured = 0;
        }
    }

    /** Appends what is left of one message; answers whether it is done with. */
    private boolean pourMessage(DatagramBatch into) {
        int segmentBytes = table.segmentBytes(at);
        while (true) {
            int left = table.lengthBytes(at) - poured;
            int pieceBytes = segmentBytes == MessageTable.WHOLE ? left : Math.min(left, segmentBytes);
            int pieces = room(into.packets(), pieceBytes);
            if (pieces == 0 && into.count() > 0) {
                return false;
            }
            if (pieces == 0) {
                dropped += (left + pieceBytes - 1) / pieceBytes;
                return true;
            }
            int taken = Math.min(left, pieces * pieceBytes);
            append(into, taken, pieceBytes);
            if (taken == left) {
                return true;
            }
        }
    }

    /** How many datagrams of a length fit. */
    private static int room(PacketBatch packets, int pieceBytes) {
        int free = packets.capacity() - packets.count();
        return pieceBytes == 0 ? Math.min(free, 1) : Math.min(free, Math.max(0, packets.freeBytes()) / pieceBytes);
    }

    /** One copy for all: the packets of such a batch are neighbours without room between them. */
    private void append(DatagramBatch into, int takenBytes, int pieceBytes) {
        PacketBatch packets = into.packets();
        octets.octets().get(at * MESSAGE_BYTES + poured, packets.slab(), packets.freeOffset(), takenBytes);
        int done = 0;
        do {
            int lengthBytes = Math.min(pieceBytes, takenBytes - done);
            packets.append(lengthBytes);
            SocketAddresses.origin(names.octets(), at * NAME_BYTES, socket.number(), into);
            done += lengthBytes;
        } while (done < takenBytes);
        poured += takenBytes;
    }

    /** Datagrams too long for an empty batch. */
    long dropped() {
        return dropped;
    }
}
