package org.multiwanbond.engine.mail;

import java.util.concurrent.atomic.AtomicLong;
import org.multiwanbond.api.HotPath;

/**
 * A ring of messages from the receive thread to the send thread. One writer ({@link #claim}, {@link #commit}), one reader
 * ({@link #drain}).
 */
@HotPath
public final class FrameMailbox {
    /** More than the control packets of one turn; a power of two. */
    private static final int SLOTS = 1_024;

    private final FrameSlot[] slots = new FrameSlot[SLOTS];
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final Runnable wakeUp;

    /** A mailbox whose reader {@code wakeUp} ends the wait of. */
    public FrameMailbox(Runnable wakeUp) {
        this.wakeUp = wakeUp;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new FrameSlot();
        }
    }

    /** Whether {@link #claim} may be called. */
    public boolean hasRoom() {
        return written.getPlain() - read.getAcquire() < SLOTS;
    }

    /** The slot to fill next; there must be room. */
    public FrameSlot claim() {
        return slots[(int) written.getPlain() & SLOTS - 1];
    }

    /** Gives the claimed slot to the reader, who sees it at once. */
    public void commit() {
        written.setRelease(written.getPlain() + 1);
        wakeUp.run();
    }

    /** Whether everything written has been delivered. */
    public boolean isEmpty() {
        return read.getPlain() == written.getAcquire();
    }

    /** Delivers what has been written; answers how many slots. */
    public int drain() {
        long from = read.getPlain();
        long to = written.getAcquire();
        for (long at = from; at < to; at++) {
            try {
                slots[(int) at & SLOTS - 1].deliver();
            } finally {
                // A message that met a bug is not delivered again: its slot is empty.
                read.setRelease(at + 1);
            }
        }
        return (int) (to - from);
    }
}
