package org.multiwanbond.wire;

/** Breaks a law: wire owns a thread. */
public final class Busy {
    public Thread worker() {
        return new Thread();
    }
}
