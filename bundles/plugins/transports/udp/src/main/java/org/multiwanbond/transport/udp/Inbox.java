package org.multiwanbond.transport.udp;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.transport.DatagramBatch;

/**
 * What has arrived on all sockets and was not asked for yet. {@link #put} and {@link #ring} belong to the event loop,
 * {@link #receive} to the receiving thread, {@link #wakeUp} to any.
 */
@HotPath
final class Inbox {
    /** 1 400 octets each fill the slab; many more would be a flood of tiny datagrams. */
    private static final int SLOTS = 4096;

    /** 2 MiB: 50 ms at 330 Mbit/s, on top of the kernel's buffers. */
    private static final int SLAB_BYTES = 2 << 20;

    private final DatagramRing ring = new DatagramRing(SLOTS, SLAB_BYTES);
    private final LongAdder dropped = new LongAdder();
    private final Doorbell doorbell;

    Inbox(LongSupplier clockNs) {
        doorbell = new Doorbell(clockNs);
    }

    void put(int socket, InetSocketAddress sender, ByteBuf content) {
        if (!ring.put(socket, sender, content)) {
            dropped.increment();
        }
    }

    /** Says that a batch is complete. */
    void ring() {
        doorbell.ring();
    }

    int receive(DatagramBatch into, long waitNs) {
        if (waitNs > 0 && ring.waiting() == 0) {
            doorbell.await(ring, waitNs);
        }
        int before = into.count();
        PacketBatch packets = into.packets();
        for (int waiting = ring.waiting(); waiting > 0; waiting--) {
            if (ring.lengthBytes() > packets.freeBytes()) {
                if (into.count() > 0) {
                    break;
                }
                dropped.increment();
            } else if (packets.count() < packets.capacity()) {
                append(into, packets);
            } else {
                break;
            }
            ring.take();
        }
        return into.count() - before;
    }

    private void append(DatagramBatch into, PacketBatch packets) {
        InetSocketAddress sender = ring.address();
        InetAddress address = sender.getAddress();
        ring.copyTo(packets.slab(), packets.freeOffset());
        packets.append(ring.lengthBytes());
        into.origin(ring.socket(), Addresses.high(address), Addresses.low(address), sender.getPort());
    }

    void wakeUp() {
        doorbell.wakeUp();
    }

    /** Datagrams dropped because the receiving thread was too slow, or its batch too small. */
    long dropped() {
        return dropped.sum();
    }
}
