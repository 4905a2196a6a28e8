package org.multiwanbond.engine.handshake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The attempts that may still be answered, oldest first. Confined to the handshake thread. */
final class Attempts {

    /** A responder keeps its side for 5 s (protocol §2); an answer takes no longer than that to come. */
    private static final long LIFE_NS = 2 * PendingSets.LIFE_NS;

    /** Four rounds over as many links as a session has paths. */
    private static final int MOST = 64;

    private final Deque<Attempt> attempts = new ArrayDeque<>();

    void add(Attempt attempt) {
        if (attempts.size() == MOST) {
            attempts.removeFirst();
        }
        attempts.addLast(attempt);
    }

    void expire(long nowNs) {
        attempts.removeIf(attempt -> nowNs - attempt.sentNs() >= LIFE_NS);
    }

    /** The attempt an answer belongs to. */
    Optional<Attempt> find(int sequence) {
        return attempts.stream()
                .filter(attempt -> attempt.noise().sequence() == sequence)
                .findFirst();
    }

    void clear() {
        attempts.clear();
    }

    int size() {
        return attempts.size();
    }
}
