package org.multiwanbond.tunnel.tun;

import org.multiwanbond.api.HotPath;

/**
 * Joins neighbours of a flow into large segments on their way to the host. The order within a flow never changes; a packet
 * that cannot be joined goes at once, after what its flow left here. Confined to the writing thread.
 */
@HotPath
public final class Coalescer {
    /** Flows collected at a time, 64 KiB of memory each; one turn of the engine writes about 64 packets. */
    private static final int SLOTS = 16;

    /** So many large segments refused in a row mean that the kernel takes none, not that one was odd. */
    private static final int MOST_REFUSALS = 8;

    private static final int TCP = 0;
    private static final int UDP = 1;

    private final FrameSink host;
    private final Frame single = new Frame();
    private final InnerHeaders packet = new InnerHeaders();
    private final int[] refusalsLeft = new int[2];
    /** The open ones first, in the order of their first packets. */
    private final Slot[] slots = new Slot[SLOTS];

    private int open;

    /**
     * A coalescer without packets.
     *
     * @param joinsTcp whether the host takes large TCP segments
     * @param joinsUdp whether it takes series of datagrams
     */
    public Coalescer(boolean joinsTcp, boolean joinsUdp, FrameSink host) {
        this.host = host;
        refusalsLeft[TCP] = joinsTcp ? MOST_REFUSALS : 0;
        refusalsLeft[UDP] = joinsUdp ? MOST_REFUSALS : 0;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
        single.plain();
    }

    /** Takes a packet of 1 to 65 535 octets. */
    public void write(byte[] buf, int off, int len) {
        int kind = packet.read(buf, off, len);
        if (kind == InnerHeaders.PORTLESS) {
            closeAddresses(packet.addressHash());
        } else if (kind != InnerHeaders.FOREIGN) {
            int at = slotOf(packet.flowHash());
            if (kind == InnerHeaders.JOINABLE && join(at, buf, off)) {
                return;
            }
            closeIfOpen(at);
        }
        single.octets().put(Frame.PACKET, buf, off, len);
        host.give(single, len, 1);
    }

    /** Gives everything to the host. */
    public void flush() {
        while (open > 0) {
            close(0);
        }
    }

    /** Joins the packet to its flow's slot or begins one with it; false if it has to go alone. */
    private boolean join(int at, byte[] buf, int off) {
        boolean continues = at < open && slots[at].continuesWith(packet, buf, off);
        boolean wanted = refusalsLeft[packet.isTcp() ? TCP : UDP] > 0 && (continues || !packet.endsSegment());
        if (!wanted || !packet.isIntact()) {
            return false;
        }
        int slot = at;
        if (continues) {
            slots[at].append(packet, buf, off);
        } else {
            closeIfOpen(at);
            slot = begin(buf, off);
        }
        if (slots[slot].isFull()) {
            close(slot);
        }
        return true;
    }

    private void closeIfOpen(int at) {
        if (at < open) {
            close(at);
        }
    }

    private int begin(byte[] buf, int off) {
        if (open == SLOTS) {
            close(0);
        }
        slots[open].open(packet, buf, off);
        return open++;
    }

    private int slotOf(long flowHash) {
        int at = 0;
        while (at < open && slots[at].flowHash() != flowHash) {
            at++;
        }
        return at;
    }

    private void closeAddresses(long addressHash) {
        for (int at = 0; at < open; ) {
            if (slots[at].addressHash() == addressHash) {
                close(at);
            } else {
                at++;
            }
        }
    }

    private void close(int at) {
        Slot slot = slots[at];
        open--;
        System.arraycopy(slots, at + 1, slots, at, open - at);
        slots[open] = slot;
        int answer = slot.giveTo(host);
        if (slot.packets() > 1) {
            int kind = slot.isTcp() ? TCP : UDP;
            if (answer == FrameSink.TAKEN) {
                refusalsLeft[kind] = MOST_REFUSALS;
            } else if (answer == Linux.EINVAL) {
                refusalsLeft[kind]--;
            }
        }
    }
}
