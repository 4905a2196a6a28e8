package org.multiwanbond.netlab.emulator;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.multiwanbond.netlab.system.Libc;

/**
 * Received frames in memory shared with the kernel, each with the time it came (linux/if_packet.h, TPACKET_V2): reading
 * needs no system call, and a reader that comes late still knows when a frame was there. Confined to one thread.
 */
final class FrameRing {
    /** Slots of 2 KiB hold Ethernet frames of the usual MTU with the header the kernel puts before them. */
    private static final int SLOT_BYTES = 2_048;

    /** 8 MiB: a third of a second at 150 Mbit/s with long frames. */
    private static final int SLOTS = 4_096;

    private static final int BLOCK_BYTES = 1 << 16;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_VERSION = 10;
    private static final int TPACKET_V2 = 1;

    private static final int STATUS_KERNEL = 0;
    private static final int STATUS_USER = 1;
    private static final int STATUS_CHECKSUM_NOT_READY = 8;

    private static final int LENGTH = 4;
    private static final int CAPTURED = 8;
    private static final int MAC_OFFSET = 12;
    private static final int SECONDS = 16;
    private static final int NANOSECONDS = 20;

    private static final VarHandle STATUS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final long address;
    private final ByteBuffer memory;
    private final ByteBuffer frame;
    private int slot;
    private long damaged;

    FrameRing(int fd) throws IOException {
        setOption(fd, PACKET_VERSION, ints(TPACKET_V2));
        setOption(fd, PACKET_RX_RING, ints(BLOCK_BYTES, SLOTS * SLOT_BYTES / BLOCK_BYTES, SLOT_BYTES, SLOTS));
        address = Libc.mmap(0, (long) SLOTS * SLOT_BYTES, Libc.PROT_READ_WRITE, Libc.MAP_SHARED, fd, 0);
        if (address == -1) {
            throw new IOException("No memory for a ring of frames: " + Libc.error() + ".");
        }
        memory =
                new Pointer(address).getByteBuffer(0, (long) SLOTS * SLOT_BYTES).order(ByteOrder.nativeOrder());
        frame = memory.duplicate();
    }

    /** Whether a frame is there; damaged ones are skipped. */
    boolean hasNext() {
        int status = status();
        while ((status & STATUS_USER) != 0) {
            int captured = memory.getInt(at(CAPTURED));
            if (captured == memory.getInt(at(LENGTH)) && (status & STATUS_CHECKSUM_NOT_READY) == 0) {
                return true;
            }
            damaged++;
            release();
            status = status();
        }
        return false;
    }

    /** The frame that is there, from its Ethernet header on; valid until {@link #release}. */
    ByteBuffer frame() {
        int start = slot * SLOT_BYTES + (memory.getShort(at(MAC_OFFSET)) & 0xffff);
        return frame.limit(start + memory.getInt(at(CAPTURED))).position(start);
    }

    /** When the frame came, on the clock of the calendar. */
    long calendarNs() {
        return memory.getInt(at(SECONDS)) * 1_000_000_000L + memory.getInt(at(NANOSECONDS));
    }

    /** Gives the slot back to the kernel and goes on to the next. */
    void release() {
        STATUS.setRelease(memory, slot * SLOT_BYTES, STATUS_KERNEL);
        slot = (slot + 1) % SLOTS;
    }

    /** Frames not forwarded because they were longer than a slot or had no checksum: an offload is on somewhere. */
    long damagedFrames() {
        return damaged;
    }

    void close() {
        Libc.munmap(address, (long) SLOTS * SLOT_BYTES);
    }

    private int status() {
        return (int) STATUS.getAcquire(memory, slot * SLOT_BYTES);
    }

    private int at(int field) {
        return slot * SLOT_BYTES + field;
    }

    static void setOption(int fd, int option, byte[] value) throws IOException {
        if (Libc.setsockopt(fd, Libc.SOL_PACKET, option, value, value.length) < 0) {
            throw new IOException("Packet socket option " + option + " refused: " + Libc.error() + ".");
        }
    }

    static byte[] ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.nativeOrder());
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }
}
