package org.multiwanbond.wire;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;

/**
 * Puts the fragments of units together again, within 500 ms, 64 units and 1 MiB. Confined to the session's receive
 * thread.
 *
 * <p>The memory is taken when the first fragment comes; after that nothing is allocated until {@link #rest}. It is cut into chunks that
 * fragments occupy as linked lists, and a unit's fragments are linked in the order of their indices when it is taken.
 */
@HotPath
public final class Reassembly {

    /** Units in progress, at most. */
    public static final int UNITS = 64;
    /** Octets held, at most, counted in chunks. */
    public static final int MEMORY_BYTES = 1 << 20;
    /** Time from a unit's first fragment until it is dropped. */
    public static final long TIMEOUT_NS = 500_000_000L;
    /** The longest unit: what an IP packet's length field can say. */
    public static final int UNIT_LIMIT_BYTES = 65_535;

    /** Answer of {@link #offer}: more fragments are needed, or this one was there already. */
    public static final int PENDING = 0;
    /** Answer of {@link #offer}: a limit was hit and the unit was dropped. */
    public static final int DROPPED = -1;

    // Small enough that fragments of 1 200 octets waste under a fifth, large enough for a short list.
    private static final int CHUNK_BYTES = 256;
    private static final int CHUNKS = MEMORY_BYTES / CHUNK_BYTES;
    private static final int NONE = -1;

    private final Unit[] units = new Unit[UNITS];
    private byte[] memory = {};
    private int[] next = {};
    private int freeChunk = NONE;
    private int completeSlot = NONE;

    /**
     * Takes in one fragment.
     *
     * @param dsn the unit's full data sequence number, not negative
     * @param fragment what {@link DataPayload#read} found in {@code buf}; its flag FRAGMENT is set
     * @param nowNs the session's clock
     * @return octets of the unit if it is complete (then call {@link #take}), else {@link #PENDING} or {@link #DROPPED}
     */
    public int offer(long dsn, DataPayload fragment, byte[] buf, long nowNs) {
        prepare();
        releaseComplete();
        int slot = slotOf(dsn, nowNs);
        if (slot == NONE) {
            return DROPPED;
        }
        Unit unit = units[slot];
        if (unit.count != fragment.fragmentCount()) {
            // §6: "a set with another count starts anew"
            release(unit);
            unit.begin(dsn, nowNs, fragment.fragmentCount());
        }
        int index = fragment.fragmentIndex();
        if (unit.heads[index] != NONE) {
            return PENDING;
        }
        int octets = fragment.innerLengthBytes();
        if (unit.octets + octets > UNIT_LIMIT_BYTES || !store(unit, index, buf, fragment.innerOffset(), octets)) {
            release(unit);
            return DROPPED;
        }
        if (++unit.received < unit.count) {
            return PENDING;
        }
        completeSlot = slot;
        return unit.octets;
    }

    /** Copies the unit that {@link #offer} just completed to {@code out} and forgets it; returns its octets. */
    public int take(byte[] out, int off) {
        Unit unit = units[completeSlot];
        int at = off;
        for (int index = 0; index < unit.count; index++) {
            int left = unit.lengths[index];
            for (int chunk = unit.heads[index]; left > 0; chunk = next[chunk]) {
                int part = Math.min(left, CHUNK_BYTES);
                System.arraycopy(memory, chunk * CHUNK_BYTES, out, at, part);
                at += part;
                left -= part;
            }
        }
        releaseComplete();
        return at - off;
    }

    /** Forgets a unit, for instance because it came whole. */
    public void forget(long dsn) {
        for (Unit unit : units) {
            if (unit != null && unit.dsn == dsn) {
                release(unit);
            }
        }
    }

    /** Drops the units whose time is over and returns how many. */
    public int expire(long nowNs) {
        int dropped = 0;
        for (Unit unit : units) {
            if (unit != null && unit.dsn != NONE && nowNs - unit.sinceNs > TIMEOUT_NS) {
                release(unit);
                dropped++;
            }
        }
        return dropped;
    }

    /** Gives the memory back, with what is in progress. */
    public void rest() {
        memory = new byte[0];
        next = new int[0];
        Arrays.fill(units, null);
        freeChunk = NONE;
        completeSlot = NONE;
    }

    /** Units in progress. */
    public int pendingUnits() {
        int pending = 0;
        for (Unit unit : units) {
            pending += unit != null && unit.dsn != NONE ? 1 : 0;
        }
        return pending;
    }

    private void prepare() {
        if (memory.length == MEMORY_BYTES) {
            return;
        }
        memory = new byte[MEMORY_BYTES];
        next = new int[CHUNKS];
        for (int i = 0; i < CHUNKS; i++) {
            next[i] = i + 1 < CHUNKS ? i + 1 : NONE;
        }
        freeChunk = 0;
        for (int i = 0; i < UNITS; i++) {
            units[i] = new Unit();
        }
    }

    private int slotOf(long dsn, long nowNs) {
        int free = NONE;
        for (int i = 0; i < UNITS; i++) {
            Unit unit = units[i];
            if (unit.dsn == dsn && nowNs - unit.sinceNs <= TIMEOUT_NS) {
                return i;
            }
            if (unit.dsn != NONE && nowNs - unit.sinceNs > TIMEOUT_NS) {
                release(unit);
            }
            free = unit.dsn == NONE ? i : free;
        }
        return free;
    }

    private boolean store(Unit unit, int index, byte[] buf, int off, int octets) {
        int done = 0;
        int last = NONE;
        while (done < octets) {
            int chunk = freeChunk;
            if (chunk == NONE) {
                return false;
            }
            freeChunk = next[chunk];
            next[chunk] = NONE;
            if (last == NONE) {
                unit.heads[index] = chunk;
            } else {
                next[last] = chunk;
            }
            int part = Math.min(octets - done, CHUNK_BYTES);
            System.arraycopy(buf, off + done, memory, chunk * CHUNK_BYTES, part);
            done += part;
            last = chunk;
        }
        unit.lengths[index] = octets;
        unit.octets += octets;
        return true;
    }

    private void releaseComplete() {
        if (completeSlot != NONE) {
            release(units[completeSlot]);
            completeSlot = NONE;
        }
    }

    private void release(Unit unit) {
        for (int index = 0; index < unit.count; index++) {
            int chunk = unit.heads[index];
            while (chunk != NONE) {
                int following = next[chunk];
                next[chunk] = freeChunk;
                freeChunk = chunk;
                chunk = following;
            }
        }
        unit.begin(NONE, 0, 0);
    }

    private static final class Unit {
        private final int[] heads = new int[DataPayload.FRAGMENTS];
        private final int[] lengths = new int[DataPayload.FRAGMENTS];
        private long dsn = NONE;
        private long sinceNs;
        private int count;
        private int received;
        private int octets;

        private void begin(long newDsn, long nowNs, int newCount) {
            dsn = newDsn;
            sinceNs = nowNs;
            count = newCount;
            received = 0;
            octets = 0;
            Arrays.fill(heads, NONE);
        }
    }
}
