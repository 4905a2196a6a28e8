package org.multiwanbond.shell;

import org.multiwanbond.engine.Session;

/** Breaks a law: the surface sees core. */
public final class Peek {
    public int look() {
        return new Session().open();
    }
}
