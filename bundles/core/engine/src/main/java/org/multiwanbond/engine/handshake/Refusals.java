package org.multiwanbond.engine.handshake;

import org.multiwanbond.engine.Counters;

/** Counts refused handshake packets by reason. One writing thread, any readers. */
final class Refusals {

    private final Counters counters = new Counters(HandshakeRefusal.values().length);

    void count(HandshakeRefusal reason) {
        counters.add(reason.ordinal(), 1);
    }

    long get(HandshakeRefusal reason) {
        return counters.get(reason.ordinal());
    }
}
