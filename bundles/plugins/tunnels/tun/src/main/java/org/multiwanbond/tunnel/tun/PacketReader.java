package org.multiwanbond.tunnel.tun;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;

/** Takes packets from the host, a large segment or one packet per system call. Confined to one thread. */
@HotPath
final class PacketReader {
    private static final int NOTHING = 0;
    private static final int FRAME = 1;

    private final Frame frame = new Frame();
    private final Segmenter segmenter = new Segmenter(frame);
    private final int descriptor;
    private final int headerBytes;
    private final Sleep sleep;

    PacketReader(int descriptor, Sleep sleep, Offload offload) {
        this.descriptor = descriptor;
        this.sleep = sleep;
        headerBytes = offload == Offload.NONE ? 0 : Frame.HEADER_BYTES;
        frame.plain();
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
        // Frames that are dropped do not fill the batch, so the reads are counted too.
        for (int reads = 0; reads <= into.capacity(); reads++) {
            segmenter.appendTo(into);
            if (!segmenter.isEmpty() || into.count() == into.capacity()) {
                break;
            }
            int result = next();
            if (result <= 0) {
                int appended = into.count() - before;
                return appended > 0 ? appended : result;
            }
        }
        return into.count() - before;
    }

    /** Has the next frame taken: {@link #FRAME}, {@link #NOTHING} or {@link TunnelDevice#GONE}. */
    private int next() {
        long lengthBytes = headerBytes + Frame.LONGEST_PACKET_BYTES;
        long result = Libc.read(descriptor, frame.address() + Frame.PACKET - headerBytes, lengthBytes);
        if (result > 0) {
            segmenter.take((int) result - headerBytes);
            return FRAME;
        }
        return result < 0 && Libc.errno() == Linux.EBADFD ? TunnelDevice.GONE : NOTHING;
    }
}
