package org.multiwanbond.engine.handshake;

import java.util.List;

/** Knows which cipher suites can be used right now. Called on the handshake thread. */
@FunctionalInterface
public interface SuiteChooser {
    /** Suite numbers, preferred first; empty while there is no cipher. */
    List<Integer> suites();
}
