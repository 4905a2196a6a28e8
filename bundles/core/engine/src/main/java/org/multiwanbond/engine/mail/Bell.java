package org.multiwanbond.engine.mail;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.multiwanbond.api.HotPath;

/**
 * Wakes the thread of a loop if it sleeps, and only then: ending a wait is a system call. {@link #lieDown} and
 * {@link #getUp} belong to the loop's thread, {@link #ring} to any.
 *
 * <p>The thread lies down, then looks once more at everything it is rung for, then waits. Who has something for it publishes
 * that and then rings. Each side has a full fence between what it writes and what it looks at (Dekker), so at least one
 * sees the other: no wake-up is lost. Of several who ring during one sleep one wakes.
 */
@HotPath
public final class Bell {
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Runnable wakeUp;

    /** A bell of a thread that is awake; {@code wakeUp} ends its present or its next wait. */
    public Bell(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Says that the thread is about to wait; what it is rung for has to be looked at after this. */
    public void lieDown() {
        asleep.set(true);
        VarHandle.fullFence();
    }

    /** Says that the thread waits no more. */
    public void getUp() {
        asleep.setOpaque(false);
    }

    /** Wakes the thread if it sleeps; what it should see has been published before. */
    public void ring() {
        VarHandle.fullFence();
        if (asleep.getOpaque() && asleep.getAndSet(false)) {
            wakeUp.run();
        }
    }
}
