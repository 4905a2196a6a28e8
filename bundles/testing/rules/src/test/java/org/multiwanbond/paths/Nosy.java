package org.multiwanbond.paths;

import org.multiwanbond.engine.Session;

/** Breaks a law: core sees core. */
public final class Nosy {
    public int look() {
        return new Session().open();
    }
}
