package org.multiwanbond.engine.handshake;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.wire.handshake.Timestamp;

/**
 * The greatest timestamp of each peer, kept across restarts. Confined to the handshake thread.
 *
 * <p>A change is written at most two seconds later. What a crash loses lets at most a recorded HS_INIT of those seconds
 * open a pending set that nobody can confirm.
 */
public final class Timestamps {

    /** Bounds the writes of a server that many clients enter at once; see above for what it costs. */
    private static final long WRITE_BEHIND_NS = 2_000_000_000L;

    private final TimestampFile file;
    private final Map<Key32, Timestamp> greatest;
    private boolean dirty;
    private boolean scheduled;
    private long writeAtNs;

    /** Reads what the file holds. */
    public Timestamps(TimestampFile file) {
        this.file = file;
        this.greatest = new HashMap<>(file.read());
    }

    /** Whether a timestamp is greater than all of this peer before it. */
    boolean isFresh(Key32 peerKey, Timestamp timestamp) {
        Timestamp last = greatest.get(peerKey);
        return last == null || timestamp.compareTo(last) > 0;
    }

    /** Remembers a fresh timestamp. */
    void record(Key32 peerKey, Timestamp timestamp) {
        greatest.put(peerKey, timestamp);
        dirty = true;
    }

    /** Forgets the peers that are not among these. */
    public void retain(Set<Key32> peerKeys) {
        if (greatest.keySet().retainAll(peerKeys)) {
            dirty = true;
        }
    }

    int size() {
        return greatest.size();
    }

    /** Writes when it is time; answers when it wants to be called next, {@link Long#MAX_VALUE} for never. */
    long tick(long nowNs) {
        if (!dirty) {
            return Long.MAX_VALUE;
        }
        if (!scheduled) {
            scheduled = true;
            writeAtNs = nowNs + WRITE_BEHIND_NS;
        } else if (writeAtNs - nowNs <= 0) {
            flush();
            // A failed write is tried again after the same delay.
            writeAtNs = nowNs + WRITE_BEHIND_NS;
            scheduled = dirty;
        }
        return dirty ? writeAtNs : Long.MAX_VALUE;
    }

    /** Writes now what is not yet written. */
    public void flush() {
        if (dirty) {
            dirty = !file.write(greatest);
        }
    }
}
