package org.multiwanbond.api.packet;

import org.multiwanbond.api.HotPath;

/**
 * Packets in one caller-owned slab, each with an offset and a length. Confined to the thread that fills and drains it.
 *
 * <p>A producer appends at {@link #freeOffset()}, which leaves {@code headroom} octets before and {@code tailroom} octets
 * after each packet for headers and tags, so that sealing and opening happen in place. A device that split one large
 * segment lays the pieces out as neighbours of equal length.
 */
@HotPath
public final class PacketBatch {
    private final byte[] slab;
    private final int[] offsets;
    private final int[] lengths;
    private final int headroomBytes;
    private final int tailroomBytes;
    private int count;
    private int end;

    /**
     * A batch without room around its packets.
     *
     * @param capacity most packets, at least 1
     * @param slabBytes octets in all
     */
    public PacketBatch(int capacity, int slabBytes) {
        this(capacity, slabBytes, 0, 0);
    }

    /** A batch that leaves room before and after each packet. */
    public PacketBatch(int capacity, int slabBytes, int headroomBytes, int tailroomBytes) {
        this.slab = new byte[slabBytes];
        this.offsets = new int[capacity];
        this.lengths = new int[capacity];
        this.headroomBytes = headroomBytes;
        this.tailroomBytes = tailroomBytes;
    }

    public byte[] slab() {
        return slab;
    }

    public int capacity() {
        return offsets.length;
    }

    public int count() {
        return count;
    }

    /** Where packet {@code index} begins in {@link #slab()}. */
    public int offset(int index) {
        return offsets[index];
    }

    public int lengthBytes(int index) {
        return lengths[index];
    }

    /** Moves the bounds of a packet within its room, for a header put before it or a tag taken off. */
    public void resize(int index, int offset, int lengthBytes) {
        offsets[index] = offset;
        lengths[index] = lengthBytes;
    }

    /** Where the next packet has to be written. */
    public int freeOffset() {
        return end + headroomBytes;
    }

    /** Octets the next packet may have; 0 or less if the batch is full. */
    public int freeBytes() {
        return count == offsets.length ? 0 : slab.length - end - headroomBytes - tailroomBytes;
    }

    /** Takes the {@code lengthBytes} octets written at {@link #freeOffset()} as the next packet; answers its index. */
    public int append(int lengthBytes) {
        offsets[count] = end + headroomBytes;
        lengths[count] = lengthBytes;
        end += headroomBytes + lengthBytes + tailroomBytes;
        return count++;
    }

    /** Forgets all packets. */
    public void clear() {
        count = 0;
        end = 0;
    }
}
