package org.multiwanbond.engine.mail;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.multiwanbond.api.HotPath;

/**
 * Says which of a ring of reusable slots belongs to which of two threads; the slots themselves are kept by whoever uses it.
 * One writer ({@link #claim}, {@link #commit}), one reader ({@link #next}, {@link #release}, {@link #await}).
 *
 * <p>Whoever has nothing to do sleeps: the reader while the ring is empty, the writer while it is full, and then until a
 * quarter of it is free, so that a full ring does not cost a wake-up for each slot.
 */
@HotPath
public final class Ring {
    /** What {@link #next} answers when there is nothing. */
    public static final int NONE = -1;

    private static final int PARTS = 4;

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final Sleeper writer = new Sleeper();
    private final Sleeper reader = new Sleeper();
    private final int slots;

    /** An empty ring of {@code slots}, a power of two from 4 on. */
    public Ring(int slots) {
        this.slots = slots;
    }

    /** A thread that waits for nothing but its bell. */
    private static final class Sleeper {
        private final Bell bell = new Bell(this::unpark);
        private volatile Thread thread;

        private void unpark() {
            LockSupport.unpark(thread);
        }

        private void lieDown() {
            thread = Thread.currentThread();
            bell.lieDown();
        }
    }

    /** The index of the slot to fill next; waits until there is one. */
    public int claim() {
        while (isFull()) {
            writer.lieDown();
            if (isFull()) {
                LockSupport.park(this);
            }
            writer.bell.getUp();
        }
        return (int) written.getPlain() & slots - 1;
    }

    private boolean isFull() {
        return written.getPlain() - read.getAcquire() >= slots;
    }

    /** Gives the claimed slot to the reader. */
    public void commit() {
        written.setRelease(written.getPlain() + 1);
        reader.bell.ring();
    }

    /** How many slots the reader has given back since the beginning; for the writer. */
    public long released() {
        return read.getAcquire();
    }

    /** The index of the slot to read next, {@link #NONE} while there is none. */
    public int next() {
        return isEmpty() ? NONE : (int) read.getPlain() & slots - 1;
    }

    /** Whether the reader has given back all that was committed; for any thread, exact for the reader. */
    public boolean isEmpty() {
        return read.getAcquire() == written.getAcquire();
    }

    /** Gives the slot read last back to the writer. */
    public void release() {
        long to = read.getPlain() + 1;
        read.setRelease(to);
        if ((to & slots / PARTS - 1) == 0) {
            writer.bell.ring();
        }
    }

    /** Announces that the reader is about to wait; it then looks at everything it is rung for, and waits. */
    public void lieDown() {
        reader.lieDown();
    }

    /** Waits after {@link #lieDown} until rung, at most so long; not at all with {@code waitNs} 0 or less. */
    public void await(long waitNs) {
        if (waitNs > 0) {
            LockSupport.parkNanos(this, waitNs);
        }
        reader.bell.getUp();
    }

    /** Rings the reader: there is something else for it than a slot. Thread-safe. */
    public void ring() {
        reader.bell.ring();
    }
}
