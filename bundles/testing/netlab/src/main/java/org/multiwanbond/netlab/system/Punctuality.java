package org.multiwanbond.netlab.system;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** What lets a thread run when it wants to, on a machine that others keep busy. Thread-safe. */
public final class Punctuality {
    /** linux/prctl.h: by default the kernel wakes threads up to 50 us late to save power. */
    private static final int PR_SET_TIMERSLACK = 29;

    private static final int SCHED_RR = 2;

    private Punctuality() {}

    /** Makes the calling thread wake on time, and before others where the system lets it; answers whether it does. */
    public static boolean ask() {
        Libc.prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
        try (Memory priority = new Memory(4)) {
            priority.setInt(0, 1);
            return Libc.sched_setscheduler(0, SCHED_RR, Pointer.nativeValue(priority)) == 0;
        }
    }
}
