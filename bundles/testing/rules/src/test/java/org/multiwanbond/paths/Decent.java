package org.multiwanbond.paths;

import org.multiwanbond.wire.Busy;

/** Keeps the law: core may see wire. */
public final class Decent {
    public Thread look() {
        return new Busy().worker();
    }
}
