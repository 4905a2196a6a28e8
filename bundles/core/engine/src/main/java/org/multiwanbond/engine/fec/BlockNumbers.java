package org.multiwanbond.engine.fec;

import org.multiwanbond.api.HotPath;

/** Numbers the repair blocks of a session: one row for all its classes. Confined to the session's send thread. */
@HotPath
public final class BlockNumbers {
    private int next;

    /** The next number, modulo 2^16. */
    public int next() {
        int number = next;
        next = next + 1 & 0xffff;
        return number;
    }
}
