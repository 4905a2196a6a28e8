package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;

/**
 * What is to leave by all sockets. Each socket's last run stays open, so that turns between links cost no system calls;
 * runs leave at {@link #flush}, or when there are too many. Confined to the sending thread.
 */
@HotPath
final class Outbox {
    /** Runs kept, 64 KiB each: far more than the links of a host, each with a run of data and one of something short. */
    static final int RUNS = 16;

    private final SegmentRun[] runs = new SegmentRun[RUNS];
    private final Courier courier;
    private int count;

    Outbox(Courier courier) {
        this.courier = courier;
        for (int i = 0; i < RUNS; i++) {
            runs[i] = new SegmentRun();
        }
    }

    /** Takes datagrams back to back, none longer than {@link SegmentRun#LONGEST_BYTES}. */
    void put(OpenSocket socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
        int end = offset + lengthBytes;
        int at = offset;
        while (at < end) {
            int firstBytes = Math.min(segmentBytes, end - at);
            at += run(socket, to, firstBytes).take(slab, at, end - at, firstBytes);
        }
    }

    private SegmentRun run(OpenSocket socket, Endpoint to, int firstBytes) {
        int last = count - 1;
        while (last >= 0 && runs[last].socket() != socket) {
            last--;
        }
        if (last >= 0 && runs[last].continues(to, firstBytes)) {
            return runs[last];
        }
        if (count == RUNS) {
            flush();
        }
        SegmentRun fresh = runs[count++];
        fresh.begin(socket, to, firstBytes);
        return fresh;
    }

    /** Lets all runs leave, those of one socket together and in order. */
    void flush() {
        for (int i = 0; i < count; i++) {
            if (runs[i].isWaiting()) {
                courier.deliver(runs, i, count);
            }
        }
        count = 0;
    }
}
