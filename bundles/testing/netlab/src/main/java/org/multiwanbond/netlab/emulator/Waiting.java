package org.multiwanbond.netlab.emulator;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;
import org.multiwanbond.netlab.system.Libc;

/** Waiting for frames or for an instant, to some microseconds. Confined to the thread that made it. */
final class Waiting {
    private static final int POLL_BYTES = 8;
    private static final short POLLIN = 1;

    private final Memory fds;
    private final Memory time = new Memory(16);
    private final int count;

    Waiting(List<PacketPort> ports) {
        count = ports.size();
        fds = new Memory((long) count * POLL_BYTES);
        for (int i = 0; i < count; i++) {
            fds.setInt((long) i * POLL_BYTES, ports.get(i).fd());
            fds.setInt((long) i * POLL_BYTES + 4, POLLIN);
        }
    }

    /** Waits until a frame comes, at most this long. */
    void forFrames(long atMostNs) {
        set(atMostNs);
        Libc.ppoll(Pointer.nativeValue(fds), count, Pointer.nativeValue(time), 0);
    }

    /** Waits this long, whatever comes. */
    void pause(long durationNs) {
        set(durationNs);
        Libc.nanosleep(Pointer.nativeValue(time), 0);
    }

    private void set(long durationNs) {
        time.setLong(0, durationNs / 1_000_000_000L);
        time.setLong(8, durationNs % 1_000_000_000L);
    }
}
