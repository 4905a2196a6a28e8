package org.multiwanbond.api.transport;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.packet.PacketBatch;

/**
 * Received datagrams with the socket they came by and the address they came from. Confined to the receiving thread.
 */
@HotPath
public final class DatagramBatch {
    private final PacketBatch packets;
    private final int[] sockets;
    private final int[] ports;
    private final long[] addressHighs;
    private final long[] addressLows;

    /**
     * An empty batch.
     *
     * @param capacity most datagrams, at least 1
     * @param slabBytes octets in all, at least one datagram of 65 507
     */
    public DatagramBatch(int capacity, int slabBytes) {
        packets = new PacketBatch(capacity, slabBytes);
        sockets = new int[capacity];
        ports = new int[capacity];
        addressHighs = new long[capacity];
        addressLows = new long[capacity];
    }

    /** The datagrams themselves. */
    public PacketBatch packets() {
        return packets;
    }

    public int count() {
        return packets.count();
    }

    /** Says where the datagram appended last came from. */
    public void origin(int socket, long addressHigh, long addressLow, int port) {
        int last = packets.count() - 1;
        sockets[last] = socket;
        addressHighs[last] = addressHigh;
        addressLows[last] = addressLow;
        ports[last] = port;
    }

    /** Number of the socket, as {@link Transport#open} gave it. */
    public int socket(int index) {
        return sockets[index];
    }

    /** Upper half of the sender's address, see {@link org.multiwanbond.api.net.Endpoint#high}. */
    public long addressHigh(int index) {
        return addressHighs[index];
    }

    /** Lower half of the sender's address. */
    public long addressLow(int index) {
        return addressLows[index];
    }

    /** The sender's port. */
    public int port(int index) {
        return ports[index];
    }

    /** Forgets all datagrams. */
    public void clear() {
        packets.clear();
    }
}
