package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import org.multiwanbond.api.packet.PacketBatch;

/**
 * One queue of a TUN device: a descriptor, and what reads and writes it. Reading is confined to one thread, writing to one;
 * {@link #wakeUp} may be called by any.
 */
final class TunQueue {
    private final int descriptor;
    private final Sleep sleep;
    private final PacketReader reader;
    private final PacketWriter writer;

    private TunQueue(int descriptor, Offload offload) throws IOException {
        this.descriptor = descriptor;
        sleep = new Sleep(descriptor);
        reader = new PacketReader(descriptor, sleep, offload);
        writer = new PacketWriter(descriptor, offload);
    }

    /** The queue of a descriptor that is attached; closes the descriptor if it cannot be one. */
    static TunQueue of(int descriptor, Offload offload) throws IOException {
        try {
            return new TunQueue(descriptor, offload);
        } catch (IOException e) {
            Libc.close(descriptor);
            throw e;
        }
    }

    int read(PacketBatch into, long waitNs) {
        return reader.read(into, waitNs);
    }

    void write(byte[] packet, int offset, int lengthBytes) {
        writer.write(packet, offset, lengthBytes);
    }

    void flush() {
        writer.flush();
    }

    long refusedPackets() {
        return writer.refusedPackets();
    }

    void wakeUp() {
        sleep.end();
    }

    void close() {
        sleep.close();
        Libc.close(descriptor);
    }
}
