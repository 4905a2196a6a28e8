package org.multiwanbond.netlab.emulator;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import org.multiwanbond.netlab.system.Libc;

/** Frames collected and sent with one system call (sendmmsg). Confined to one thread. */
final class FrameSender {
    private static final int BATCH = 64;
    private static final int SLOT_BYTES = 2_048;

    /** struct mmsghdr on 64-bit Linux: struct msghdr of 56 octets, its length, padding. */
    private static final int MESSAGE_BYTES = 64;

    private static final int MESSAGE_VECTOR = 16;
    private static final int MESSAGE_VECTORS = 24;
    private static final int VECTOR_BYTES = 16;
    private static final int VECTOR_LENGTH = 8;

    private final Memory slab = new Memory((long) BATCH * SLOT_BYTES);
    private final Memory messages = new Memory((long) BATCH * MESSAGE_BYTES);
    private final Memory vectors = new Memory((long) BATCH * VECTOR_BYTES);
    private final ByteBuffer octets = slab.getByteBuffer(0, (long) BATCH * SLOT_BYTES);
    private final int fd;
    private int count;
    private long refused;

    FrameSender(int fd) {
        this.fd = fd;
        messages.clear();
        for (int i = 0; i < BATCH; i++) {
            Pointer vector = vectors.share((long) i * VECTOR_BYTES);
            vector.setPointer(0, slab.share((long) i * SLOT_BYTES));
            messages.setPointer((long) i * MESSAGE_BYTES + MESSAGE_VECTOR, vector);
            messages.setLong((long) i * MESSAGE_BYTES + MESSAGE_VECTORS, 1);
        }
    }

    /** Where the next frame goes. */
    ByteBuffer slot() {
        if (count == BATCH) {
            flush();
        }
        return octets.limit((count + 1) * SLOT_BYTES).position(count * SLOT_BYTES);
    }

    /** Takes what was put into the slot as a frame. */
    void add(int lengthBytes) {
        vectors.setLong((long) count * VECTOR_BYTES + VECTOR_LENGTH, lengthBytes);
        count++;
    }

    /** Sends all frames added; what the kernel refuses is counted and gone. */
    void flush() {
        int sent = 0;
        while (sent < count) {
            long from = Pointer.nativeValue(messages) + (long) sent * MESSAGE_BYTES;
            int now = Libc.sendmmsg(fd, from, count - sent, Libc.MSG_DONTWAIT);
            if (now > 0) {
                sent += now;
            } else if (Native.getLastError() != Libc.EINTR) {
                refused++;
                sent++;
            }
        }
        count = 0;
    }

    /** Frames the kernel did not take, as when the other end is down. */
    long refusedFrames() {
        return refused;
    }
}
