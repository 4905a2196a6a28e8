package org.multiwanbond.tunnel.tun;

import java.util.concurrent.atomic.AtomicLong;
import org.multiwanbond.api.HotPath;

/**
 * Gives packets to the host, joined where it takes them so. Confined to one thread but for {@link #refusedPackets}.
 */
@HotPath
final class PacketWriter {
    private static final int LONGEST_PACKET_BYTES = 65_535;

    private final AtomicLong refused = new AtomicLong();
    private final int descriptor;
    private final int headerBytes;
    private final Coalescer coalescer;

    PacketWriter(int descriptor, Offload offload) {
        this.descriptor = descriptor;
        headerBytes = offload == Offload.NONE ? 0 : Frame.HEADER_BYTES;
        coalescer = new Coalescer(offload.includes(Offload.TCP), offload.includes(Offload.UDP), this::give);
    }

    void write(byte[] from, int offset, int lengthBytes) {
        if (lengthBytes <= 0 || lengthBytes > LONGEST_PACKET_BYTES) {
            refuse(1);
        } else {
            coalescer.write(from, offset, lengthBytes);
        }
    }

    void flush() {
        coalescer.flush();
    }

    private int give(Frame frame, int packetBytes, int packets) {
        int lengthBytes = headerBytes + packetBytes;
        if (Libc.write(descriptor, frame.address() + Frame.PACKET - headerBytes, lengthBytes) == lengthBytes) {
            return FrameSink.TAKEN;
        }
        refuse(packets);
        return Libc.errno();
    }

    private void refuse(int packets) {
        refused.lazySet(refused.getPlain() + packets);
    }

    long refusedPackets() {
        return refused.get();
    }
}
