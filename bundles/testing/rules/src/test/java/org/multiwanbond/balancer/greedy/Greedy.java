package org.multiwanbond.balancer.greedy;

import org.multiwanbond.engine.Session;

/** Breaks a law: a plugin sees core. */
public final class Greedy {
    public int look() {
        return new Session().open();
    }
}
