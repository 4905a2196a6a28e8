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

    private static final int NONE = 0;

    private final RandomGenerator random;
    private final BitSet taken = new BitSet(LAST + 1);
    private final Deque<Resting> resting = new ArrayDeque<>();

    private int[] inUse = new int[1];

    private record Resting(int id, long untilNs) {}

    /** All ids free. */
    public SessionIds(RandomGenerator random) {
        this.random = random;
    }

    /** Says how many workers share the sessions; nobody has an id now. */
    public void workers(int count) {
        inUse = new int[count];
    }

    /** Takes a random unused id of the worker with the fewest; empty if all are in use or at rest. */
    public OptionalInt allocate(long nowNs) {
        int least = 0;
        for (int worker = 1; worker < inUse.length; worker++) {
            least = inUse[worker] < inUse[least] ? worker : least;
        }
        return allocateOf(least, nowNs);
    }

    /** As {@link #allocate}, of the worker that has this other one. */
    public OptionalInt allocateBeside(int other, long nowNs) {
        return allocateOf(other % inUse.length, nowNs);
    }

    private OptionalInt allocateOf(int worker, long nowNs) {
        wake(nowNs);
        int start = 1 + random.nextInt(LAST);
        int id = free(start, LAST, worker);
        id = id == NONE ? free(1, start - 1, worker) : id;
        if (id == NONE) {
            return OptionalInt.empty();
        }
        taken.set(id);
        inUse[worker]++;
        return OptionalInt.of(id);
    }

    private int free(int from, int to, int worker) {
        for (int id = taken.nextClearBit(from); id <= to; id = taken.nextClearBit(id + 1)) {
            if (id % inUse.length == worker) {
                return id;
            }
        }
        return NONE;
    }

    /** Ends the use of an id. */
    public void release(int id, long nowNs) {
        int worker = id % inUse.length;
        inUse[worker] = Math.max(0, inUse[worker] - 1);
        resting.addLast(new Resting(id, nowNs + REST_NS));
    }

    private void wake(long nowNs) {
        while (!resting.isEmpty() && resting.getFirst().untilNs - nowNs <= 0) {
            taken.clear(resting.removeFirst().id);
        }
    }
}
