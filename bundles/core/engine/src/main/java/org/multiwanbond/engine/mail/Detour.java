package org.multiwanbond.engine.mail;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.transport.DatagramBatch;

/**
 * Where a worker gets packets that came to another one: copied into batches that go there and come home again. Bounded, so
 * that a worker that is behind costs the others nothing but a copy. Any number of writers, each with an {@link Outlet} of
 * its own; one reader.
 */
@HotPath
public final class Detour {
    /**
     * Under way at once, made when they are first needed: what a reader that the system let wait for some milliseconds has
     * missed, for each turn of a writer begins another, however few packets it has.
     */
    private static final int BATCHES = 128;

    private static final int PACKETS = 64;
    /** Fits the longest packet. */
    private static final int SLAB_BYTES = 64 * 1024;

    private final ConcurrentLinkedQueue<DatagramBatch> full = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<DatagramBatch> home = new ConcurrentLinkedQueue<>();
    private final AtomicInteger made = new AtomicInteger();
    private final Bell bell;

    /** An empty detour, whose reader the bell is of. */
    public Detour(Bell bell) {
        this.bell = bell;
    }

    /** Whether nothing waits for the reader. */
    public boolean isEmpty() {
        return full.isEmpty();
    }

    /** Takes what one batch brought, without its origins; answers how many packets. */
    public int take(PacketBatch into) {
        DatagramBatch batch = full.poll();
        if (batch == null) {
            return 0;
        }
        for (int i = 0; i < batch.count(); i++) {
            copy(batch.packets(), i, into);
        }
        giveHome(batch);
        return into.count();
    }

    /** Takes what one batch brought; answers how many datagrams. */
    public int take(DatagramBatch into) {
        DatagramBatch batch = full.poll();
        if (batch == null) {
            return 0;
        }
        for (int i = 0; i < batch.count(); i++) {
            copy(batch.packets(), i, into.packets());
            into.origin(batch.socket(i), batch.addressHigh(i), batch.addressLow(i), batch.port(i));
        }
        giveHome(batch);
        return into.count();
    }

    private static void copy(PacketBatch from, int index, PacketBatch into) {
        int lengthBytes = from.lengthBytes(index);
        System.arraycopy(from.slab(), from.offset(index), into.slab(), into.freeOffset(), lengthBytes);
        into.append(lengthBytes);
    }

    private void giveHome(DatagramBatch batch) {
        batch.clear();
        home.add(batch);
    }

    /** An empty batch, {@code null} if too many are under way. */
    private DatagramBatch empty() {
        DatagramBatch batch = home.poll();
        if (batch != null || made.get() >= BATCHES) {
            return batch;
        }
        if (made.incrementAndGet() > BATCHES) {
            made.decrementAndGet();
            return null;
        }
        return new DatagramBatch(PACKETS, SLAB_BYTES);
    }

    private void send(DatagramBatch batch) {
        full.add(batch);
        bell.ring();
    }

    /** The way of one writer into a detour. Confined to the writer's thread. */
    @HotPath
    public static final class Outlet {
        private final Detour detour;
        private DatagramBatch open;

        public Outlet(Detour detour) {
            this.detour = detour;
        }

        /** Copies a packet; answers whether there was room for it. */
        public boolean put(byte[] buf, int off, int lengthBytes) {
            if (open != null && open.packets().freeBytes() < lengthBytes) {
                flush();
            }
            if (open == null) {
                open = detour.empty();
            }
            if (open == null) {
                return false;
            }
            System.arraycopy(buf, off, open.packets().slab(), open.packets().freeOffset(), lengthBytes);
            open.packets().append(lengthBytes);
            return true;
        }

        /** Copies a datagram with its origin; answers whether there was room for it. */
        public boolean put(DatagramBatch from, int index) {
            PacketBatch packets = from.packets();
            boolean room = put(packets.slab(), packets.offset(index), packets.lengthBytes(index));
            if (room) {
                open.origin(from.socket(index), from.addressHigh(index), from.addressLow(index), from.port(index));
            }
            return room;
        }

        /** Lets the reader have what was put. */
        public void flush() {
            if (open != null) {
                DatagramBatch batch = open;
                open = null;
                detour.send(batch);
            }
        }
    }
}
