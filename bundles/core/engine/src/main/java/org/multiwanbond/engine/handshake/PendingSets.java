package org.multiwanbond.engine.handshake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The key sets that wait for their first packet, oldest first, within the limits of protocol §2 and §5. Confined to the
 * handshake thread.
 */
final class PendingSets {

    /** §2: "at most 2 per peer, 5 s". */
    static final int MOST_PER_PEER = 2;

    static final long LIFE_NS = 5_000_000_000L;

    /** §5: "Pending handshakes ≤ 1 024 in all." */
    static final int MOST = 1_024;

    /** Half a life: an answer repeated before can still be confirmed over the slowest link before the set expires. */
    static final long REPEAT_NS = LIFE_NS / 2;

    private final HandshakeSink sink;
    private final SessionIds ids;
    private final List<PendingSet> sets = new ArrayList<>();

    PendingSets(HandshakeSink sink, SessionIds ids) {
        this.sink = sink;
        this.ids = ids;
    }

    int size() {
        return sets.size();
    }

    void add(PendingSet set) {
        sets.add(set);
    }

    /**
     * The set whose answer is due once more, because its initiator has as many as it may and cannot have used them yet.
     * A third set instead would push out the one that is about to be confirmed, whenever a round trip takes longer than
     * two attempts.
     */
    Optional<PendingSet> toRepeat(Opening opening, long nowNs) {
        List<PendingSet> same =
                sets.stream().filter(set -> set.opening().equals(opening)).toList();
        return same.size() < opening.mostPending()
                ? Optional.empty()
                : Optional.of(same.get(same.size() - 1)).filter(set -> nowNs - set.sinceNs() < REPEAT_NS);
    }

    /** Finds room for a set, at the cost of another one if need be; false if there is none. */
    boolean makeRoom(Opening opening, boolean fresh, long nowNs) {
        boolean rekey = opening.mode() == HandshakeMode.REKEY;
        Predicate<PendingSet> ofPeer = set -> set.opening().peerId().equals(opening.peerId());
        Predicate<PendingSet> ofSession = set -> rekey
                && set.opening().mode() == HandshakeMode.REKEY
                && set.opening().lsid().equals(opening.lsid());
        return (count(ofSession) < opening.mostPending() || displace(ofSession, fresh, nowNs))
                && (count(ofPeer) < MOST_PER_PEER || displace(ofPeer, fresh, nowNs))
                && (sets.size() < MOST || displace(set -> !set.fresh(), fresh, nowNs));
    }

    private long count(Predicate<PendingSet> among) {
        return sets.stream().filter(among).count();
    }

    /** §2: "one with a stale timestamp never displaces a fresh one"; nor a young stale one, lest replays do harm. */
    private boolean displace(Predicate<PendingSet> among, boolean fresh, long nowNs) {
        Predicate<PendingSet> stale = among.and(set -> !set.fresh() && (fresh || nowNs - set.sinceNs() >= REPEAT_NS));
        Optional<PendingSet> victim = sets.stream().filter(stale).findFirst();
        if (victim.isEmpty() && fresh) {
            victim = sets.stream().filter(among).findFirst();
        }
        victim.ifPresent(set -> {
            sets.remove(set);
            forget(set, nowNs);
        });
        return victim.isPresent();
    }

    /** Hands the keys over: they are the session's now. */
    void confirmed(int localSessionId) {
        sets.removeIf(set -> set.keys().localSessionId() == localSessionId);
    }

    /** Gives up what waited too long; answers when the next will have, {@link Long#MAX_VALUE} for never. */
    long expire(long nowNs) {
        Iterator<PendingSet> all = sets.iterator();
        while (all.hasNext()) {
            PendingSet set = all.next();
            if (nowNs - set.sinceNs() < LIFE_NS) {
                return set.sinceNs() + LIFE_NS;
            }
            all.remove();
            forget(set, nowNs);
        }
        return Long.MAX_VALUE;
    }

    private void forget(PendingSet set, long nowNs) {
        if (set.opening().mode() != HandshakeMode.REKEY) {
            ids.release(set.keys().localSessionId(), nowNs);
        }
        sink.forgotten(set.keys());
    }
}
