package org.multiwanbond.tunnel.tun;

import java.nio.ByteBuffer;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;

/** Takes packets from the host, one system call each. Confined to one thread. */
@HotPath
final class PacketReader {
    private static final int LONGEST_PACKET_BYTES = 65_535;
    private static final int NOTHING = 0;

    private final ByteBuffer packet = ByteBuffer.allocateDirect(LONGEST_PACKET_BYTES);
    private final long address = Libc.address(packet);
    private final int descriptor;
    private final Sleep sleep;
    private int held;

    PacketReader(int descriptor, Sleep sleep) {
        this.descriptor = descriptor;
        this.sleep = sleep;
    }

    int read(PacketBatch into, long waitNs) {
        int appended = readWaiting(into);
        if (appended == NOTHING && waitNs > 0) {
            sleep.untilReadable(waitNs);
            appended = readWaiting(into);
        }
        return appended;
    }

    /** Reads until the host has nothing more or the batch is full; what does not fit is held for the next call. */
    private int readWaiting(PacketBatch into) {
        int before = into.count();
        while (into.count() < into.capacity()) {
            int lengthBytes = held > 0 ? held : next();
            if (lengthBytes <= 0) {
                int appended = into.count() - before;
                return appended > 0 ? appended : lengthBytes;
            }
            if (lengthBytes <= into.freeBytes()) {
                packet.get(0, into.slab(), into.freeOffset(), lengthBytes);
                into.append(lengthBytes);
            } else if (into.count() > 0) {
                held = lengthBytes;
                return into.count() - before;
            }
            // One that does not even fit an empty batch is dropped: someone has raised the device's MTU behind our
            // back.
            held = 0;
        }
        return into.count() - before;
    }

    /** Length of the packet now in the buffer, {@link #NOTHING} or {@link TunnelDevice#GONE}. */
    private int next() {
        long result = Libc.read(descriptor, address, LONGEST_PACKET_BYTES);
        if (result > 0) {
            return (int) result;
        }
        return result < 0 && Libc.errno() == Linux.EBADFD ? TunnelDevice.GONE : NOTHING;
    }
}
