package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.multiwanbond.api.HotPath;

/**
 * Where the reading thread waits for a packet. {@link #untilReadable} belongs to that thread, {@link #end} to any; the event
 * descriptor is written only while the thread sleeps.
 */
@HotPath
final class Sleep {
    // struct pollfd: descriptor (4), events (2), what happened (2); two of them, then struct timespec
    private static final int EVENT_ENTRY = 8;
    private static final int EVENT_HAPPENED = EVENT_ENTRY + 6;
    private static final int TIME = 16;
    private static final int COUNTER = 32;
    private static final long SECOND_NS = 1_000_000_000;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(40).order(ByteOrder.nativeOrder());
    private final ByteBuffer one = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
    private final long address = Libc.address(memory);
    private final long oneAddress = Libc.address(one);
    private final int event;
    private volatile boolean asleep;
    private volatile boolean ended;

    Sleep(int descriptor) throws IOException {
        event = Libc.eventfd(0, Linux.O_NONBLOCK | Linux.O_CLOEXEC);
        if (event < 0) {
            throw new SystemCallFailed("cannot make an event descriptor", Libc.errno());
        }
        memory.putInt(0, descriptor).putShort(4, Linux.POLLIN);
        memory.putInt(EVENT_ENTRY, event).putShort(EVENT_ENTRY + 4, Linux.POLLIN);
        one.putLong(0, 1);
    }

    /** Returns when there is a packet, when the device is gone, after {@link #end}, or after the time. */
    void untilReadable(long waitNs) {
        // Volatile: asleep is written before ended is read, as end writes and reads them the other way round.
        asleep = true;
        if (!ended) {
            memory.putLong(TIME, waitNs / SECOND_NS).putLong(TIME + 8, waitNs % SECOND_NS);
            memory.putShort(EVENT_HAPPENED, (short) 0);
            Libc.ppoll(address, 2, address + TIME, 0);
            if (memory.getShort(EVENT_HAPPENED) != 0) {
                Libc.read(event, address + COUNTER, Long.BYTES);
            }
        }
        asleep = false;
        ended = false;
    }

    void end() {
        ended = true;
        if (asleep) {
            Libc.write(event, oneAddress, Long.BYTES);
        }
    }

    void close() {
        Libc.close(event);
    }
}
