package org.multiwanbond.tunnel.tun;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.multiwanbond.api.HotPath;

/** Gives packets to the host, one system call each. Confined to one thread but for {@link #refusedPackets}. */
@HotPath
final class PacketWriter {
    private static final int LONGEST_PACKET_BYTES = 65_535;

    private final ByteBuffer packet = ByteBuffer.allocateDirect(LONGEST_PACKET_BYTES);
    private final long address = Libc.address(packet);
    private final AtomicLong refused = new AtomicLong();
    private final int descriptor;

    PacketWriter(int descriptor) {
        this.descriptor = descriptor;
    }

    void write(byte[] from, int offset, int lengthBytes) {
        if (lengthBytes <= 0 || lengthBytes > LONGEST_PACKET_BYTES) {
            refused.lazySet(refused.getPlain() + 1);
            return;
        }
        packet.put(0, from, offset, lengthBytes);
        if (Libc.write(descriptor, address, lengthBytes) != lengthBytes) {
            refused.lazySet(refused.getPlain() + 1);
        }
    }

    long refusedPackets() {
        return refused.get();
    }
}
