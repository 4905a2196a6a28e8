package org.multiwanbond.transport.udp;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.multiwanbond.api.HotPath;

/**
 * A bounded queue of datagrams, copied into and out of one slab. One thread puts, one thread takes; neither waits, and what
 * does not fit is refused. Counts grow for ever and are masked where they are used.
 */
@HotPath
final class DatagramRing {
    private static final int NO_ROOM = -1;

    private final byte[] slab;
    private final long[] starts;
    private final int[] lengths;
    private final int[] sockets;
    private final InetSocketAddress[] addresses;
    private final AtomicLong put = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private long end;

    /**
     * An empty ring.
     *
     * @param slots most datagrams, a power of two
     * @param slabBytes most octets, a power of two
     */
    DatagramRing(int slots, int slabBytes) {
        slab = new byte[slabBytes];
        starts = new long[slots];
        lengths = new int[slots];
        sockets = new int[slots];
        addresses = new InetSocketAddress[slots];
    }

    /** Puts a datagram at the end; answers whether there was room. */
    boolean put(int socket, InetSocketAddress address, byte[] from, int offset, int lengthBytes) {
        int at = reserve(lengthBytes);
        if (at == NO_ROOM) {
            return false;
        }
        System.arraycopy(from, offset, slab, at, lengthBytes);
        publish(socket, address, lengthBytes);
        return true;
    }

    /** Puts the readable octets of a buffer at the end; answers whether there was room. */
    boolean put(int socket, InetSocketAddress address, ByteBuf from) {
        int lengthBytes = from.readableBytes();
        int at = reserve(lengthBytes);
        if (at == NO_ROOM) {
            return false;
        }
        from.getBytes(from.readerIndex(), slab, at, lengthBytes);
        publish(socket, address, lengthBytes);
        return true;
    }

    /** Finds room in one piece; octets left over at the slab's end are skipped. */
    private int reserve(int lengthBytes) {
        long first = taken.getAcquire();
        long next = put.getPlain();
        if (next - first == starts.length) {
            return NO_ROOM;
        }
        long oldest = first == next ? end : starts[slot(first)];
        int at = (int) end & slab.length - 1;
        int skipped = at + lengthBytes > slab.length ? slab.length - at : 0;
        if (end + skipped + lengthBytes - oldest > slab.length) {
            return NO_ROOM;
        }
        end += skipped;
        return (int) end & slab.length - 1;
    }

    private void publish(int socket, InetSocketAddress address, int lengthBytes) {
        long next = put.getPlain();
        int slot = slot(next);
        starts[slot] = end;
        lengths[slot] = lengthBytes;
        sockets[slot] = socket;
        addresses[slot] = address;
        end += lengthBytes;
        put.setRelease(next + 1);
    }

    /** Datagrams waiting, as either thread sees it. */
    int waiting() {
        return (int) (put.getAcquire() - taken.getAcquire());
    }

    /** Whether half of the slots or octets are used, as the putting thread sees it. */
    boolean isHalfFull() {
        long first = taken.getAcquire();
        long waiting = put.getPlain() - first;
        return waiting > 0 && (waiting >= starts.length / 2 || end - starts[slot(first)] >= slab.length / 2);
    }

    /** The socket of the first datagram waiting. */
    int socket() {
        return sockets[slot(taken.getPlain())];
    }

    /** The other end's address of the first datagram waiting. */
    InetSocketAddress address() {
        return addresses[slot(taken.getPlain())];
    }

    int lengthBytes() {
        return lengths[slot(taken.getPlain())];
    }

    /** Copies the first datagram waiting. */
    void copyTo(byte[] to, int offset) {
        System.arraycopy(slab, first(), to, offset, lengthBytes());
    }

    /** Appends the first datagram waiting. */
    void copyTo(ByteBuf to) {
        to.writeBytes(slab, first(), lengthBytes());
    }

    /** Removes the first datagram waiting. */
    void take() {
        long first = taken.getPlain();
        addresses[slot(first)] = null;
        taken.setRelease(first + 1);
    }

    private int first() {
        return (int) starts[slot(taken.getPlain())] & slab.length - 1;
    }

    private int slot(long count) {
        return (int) count & starts.length - 1;
    }
}
