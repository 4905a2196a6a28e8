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
    /** Under way at once, made when they are first needed: some milliseconds of full speed for a reader that is behind. */
    private static final int BATCHES = 128;

    private static final int PACKETS = 64;
    /** Fits the longest packet. */
    private static final int SLAB_BYTES = 64 * 1024;

    private final ConcurrentLinkedQueue<Parcel> full = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Parcel> home = new ConcurrentLinkedQueue<>();
    private final AtomicInteger made = new AtomicInteger();
    private final Bell bell;

    /** An empty detour, whose reader the bell is of. */
    public Detour(Bell bell) {
        this.bell = bell;
    }

    /** A batch and who wrote it last. */
    private static final class Parcel {
        private final DatagramBatch batch = new DatagramBatch(PACKETS, SLAB_BYTES);
        private Outlet writer;
    }

    /** Whether nothing waits for the reader. */
    public boolean isEmpty() {
        return full.isEmpty();
    }

    /** Takes what one batch brought, without its origins; answers how many packets. */
    public int take(PacketBatch into) {
        Parcel parcel = full.poll();
        if (parcel == null) {
            return 0;
        }
        DatagramBatch batch = parcel.batch;
        for (int i = 0; i < batch.count(); i++) {
            copy(batch.packets(), i, into);
        }
        giveHome(parcel);
        return into.count();
    }

    /** Takes what one batch brought; answers how many datagrams. */
    public int take(DatagramBatch into) {
        Parcel parcel = full.poll();
        if (parcel == null) {
            return 0;
        }
        DatagramBatch batch = parcel.batch;
        for (int i = 0; i < batch.count(); i++) {
            copy(batch.packets(), i, into.packets());
            into.origin(batch.socket(i), batch.addressHigh(i), batch.addressLow(i), batch.port(i));
        }
        giveHome(parcel);
        return into.count();
    }

    private static void copy(PacketBatch from, int index, PacketBatch into) {
        int lengthBytes = from.lengthBytes(index);
        System.arraycopy(from.slab(), from.offset(index), into.slab(), into.freeOffset(), lengthBytes);
        into.append(lengthBytes);
    }

    private void giveHome(Parcel parcel) {
        parcel.batch.clear();
        home.add(parcel);
    }

    /** An empty batch for this writer, {@code null} if too many are under way. */
    private Parcel empty(Outlet writer) {
        Parcel parcel = home.poll();
        if (parcel == null) {
            if (made.get() >= BATCHES) {
                return null;
            }
            if (made.incrementAndGet() > BATCHES) {
                made.decrementAndGet();
                return null;
            }
            parcel = new Parcel();
        }
        parcel.writer = writer;
        return parcel;
    }

    private void send(Parcel parcel) {
        full.add(parcel);
        bell.ring();
    }

    /**
     * Takes back what the reader has not begun, {@code null} if it has. It goes to the end of the queue from there, so it
     * has to be the last of its writer for the order to stay.
     */
    private Parcel recall(Parcel parcel, Outlet writer) {
        if (!full.remove(parcel)) {
            return null;
        }
        if (parcel.writer != writer) {
            send(parcel);
            return null;
        }
        return parcel;
    }

    /** The way of one writer into a detour. Confined to the writer's thread. */
    @HotPath
    public static final class Outlet {
        private final Detour detour;
        private Parcel open;
        private Parcel last;
        private int lastFreeBytes;

        public Outlet(Detour detour) {
            this.detour = detour;
        }

        /** Copies a packet; answers whether there was room for it. */
        public boolean put(byte[] buf, int off, int lengthBytes) {
            if (open != null && open.batch.packets().freeBytes() < lengthBytes) {
                flush();
            }
            if (open == null) {
                open = detour.empty(this);
            }
            if (open == null && lengthBytes <= lastFreeBytes) {
                open = detour.recall(last, this);
                lastFreeBytes = 0;
            }
            if (open == null) {
                return false;
            }
            PacketBatch packets = open.batch.packets();
            System.arraycopy(buf, off, packets.slab(), packets.freeOffset(), lengthBytes);
            packets.append(lengthBytes);
            return true;
        }

        /** Copies a datagram with its origin; answers whether there was room for it. */
        public boolean put(DatagramBatch from, int index) {
            PacketBatch packets = from.packets();
            boolean room = put(packets.slab(), packets.offset(index), packets.lengthBytes(index));
            if (room) {
                open.batch.origin(
                        from.socket(index), from.addressHigh(index), from.addressLow(index), from.port(index));
            }
            return room;
        }

        /** Lets the reader have what was put. */
        public void flush() {
            if (open != null) {
                last = open;
                lastFreeBytes = open.batch.packets().freeBytes();
                open = null;
                detour.send(last);
            }
        }
    }
}
