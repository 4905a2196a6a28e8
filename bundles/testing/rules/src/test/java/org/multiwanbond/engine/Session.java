package org.multiwanbond.engine;

/** What others must not see. */
public final class Session {
    public int open() {
        return 1;
    }
}
