package org.multiwanbond.engine.handshake;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** The session ids of this end: 1 to 65 535, random, not used again for 180 s. Confined to the handshake thread. */
public final class SessionIds {

    /** §1: "does not reuse it for 180 s after the session ended". */
    static final long REST_NS = 180_000_000_000L;

    /** §1: "among the unused values 1–65 535". */
    private static final int LAST = 65_535;

    private final RandomGenerator random;
    private final BitSet taken = new BitSet(LAST + 1);
    private final Deque<Resting> resting = new ArrayDeque<>();

    private record Resting(int id, long untilNs) {}

    /** All ids free. */
    public SessionIds(RandomGenerator random) {
        this.random = random;
    }

    /** Takes a random unused id; empty if all are in use or at rest. */
    public OptionalInt allocate(long nowNs) {
        wake(nowNs);
        int start = 1 + random.nextInt(LAST);
        int id = taken.nextClearBit(start);
        if (id > LAST) {
            id = taken.nextClearBit(1);
        }
        if (id > LAST) {
            return OptionalInt.empty();
        }
        taken.set(id);
        return OptionalInt.of(id);
    }

    /** Ends the use of an id. */
    public void release(int id, long nowNs) {
        resting.addLast(new Resting(id, nowNs + REST_NS));
    }

    private void wake(long nowNs) {
        while (!resting.isEmpty() && resting.getFirst().untilNs - nowNs <= 0) {
            taken.clear(resting.removeFirst().id);
        }
    }
}
