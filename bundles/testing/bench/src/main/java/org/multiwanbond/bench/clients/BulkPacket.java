package org.multiwanbond.bench.clients;

import java.nio.ByteBuffer;
import org.multiwanbond.api.packet.PacketBatch;

/**
 * The inner packets of the bench: UDP over IPv4 with two numbers behind the headers. Data names its place in the flow; an
 * acknowledgment names the highest place that came, plus one, and how many came. Stateless.
 */
final class BulkPacket {
    /** Fits every path at once, so that nothing is cut into fragments. */
    static final int DATA_BYTES = 1_100;

    static final int ACK_BYTES = 44;

    private static final int PROTOCOL_UDP = 17;
    private static final int PORTS_AT = 20;
    private static final int NUMBERS_AT = 28;
    /** Flow f of a client goes to this port plus f. */
    private static final int FIRST_PORT = 5_000;

    private BulkPacket() {}

    /**
     * Where a packet comes from and goes to. Thread-safe: immutable.
     *
     * @param source inner address
     * @param target inner address
     * @param flow number of the flow at its client
     */
    record Way(int source, int target, int flow) {}

    /** The first number of a flow in measurement {@code run}: what is late of an earlier one is known by its number. */
    static long firstOf(int run) {
        return (long) run << Integer.SIZE;
    }

    /** The measurement this number is of. */
    static int run(long number) {
        return (int) (number >>> Integer.SIZE);
    }

    /** Appends a packet with these two numbers. */
    static void append(PacketBatch into, int lengthBytes, Way way, long first, long second) {
        ByteBuffer packet = ByteBuffer.wrap(into.slab(), into.freeOffset(), lengthBytes);
        packet.putInt(0x4500_0000 | lengthBytes).putInt(0);
        packet.put((byte) 64).put((byte) PROTOCOL_UDP).putShort((short) 0);
        packet.putInt(way.source()).putInt(way.target());
        packet.putShort((short) (FIRST_PORT + way.flow())).putShort((short) (FIRST_PORT + way.flow()));
        packet.putInt(0).putLong(first).putLong(second);
        into.append(lengthBytes);
    }

    static int source(byte[] slab, int off) {
        return ByteBuffer.wrap(slab).getInt(off + 12);
    }

    static int flow(byte[] slab, int off) {
        return ByteBuffer.wrap(slab).getShort(off + PORTS_AT) - FIRST_PORT;
    }

    static long first(byte[] slab, int off) {
        return ByteBuffer.wrap(slab).getLong(off + NUMBERS_AT);
    }

    static long second(byte[] slab, int off) {
        return ByteBuffer.wrap(slab).getLong(off + NUMBERS_AT + Long.BYTES);
    }
}
