package org.multiwanbond.engine.keys;

import java.util.Optional;
import org.multiwanbond.api.HotPath;

/**
 * The epochs a session may receive under: the current one, the one before for a while, and one not yet confirmed.
 * Confined to the receive thread.
 */
@HotPath
public final class OpeningKeys {
    /** Protocol §3: "The previous epoch is accepted for min(10 s, 2^20 packets) after the new one is confirmed". */
    private static final long PREVIOUS_NS = 10_000_000_000L;

    private static final long PREVIOUS_PACKETS = 1L << 20;

    private static final int NONE = -1;

    private EpochKeys current;
    private Optional<EpochKeys> previous = Optional.empty();
    private Optional<EpochKeys> pending = Optional.empty();
    private long previousEndsNs;
    private long previousPackets;
    private boolean confirmed = true;

    /** Keys the peer has proved to hold. */
    public OpeningKeys(EpochKeys first) {
        current = first;
    }

    /** First keys that wait for the packet that proves them. */
    public static OpeningKeys unconfirmed(EpochKeys first) {
        OpeningKeys keys = new OpeningKeys(first);
        keys.confirmed = false;
        return keys;
    }

    /** The epoch these two header bits name, −1 for none. */
    public int resolve(int epochBits) {
        if ((current.epoch() & 3) == epochBits) {
            return current.epoch();
        }
        if (pending.isPresent() && (pending.get().epoch() & 3) == epochBits) {
            return pending.get().epoch();
        }
        return previous.isPresent() && (previous.get().epoch() & 3) == epochBits
                ? previous.get().epoch()
                : NONE;
    }

    /** The keys of an epoch {@link #resolve} answered. */
    public EpochKeys of(int epoch) {
        if (current.epoch() == epoch) {
            return current;
        }
        return pending.isPresent() && pending.get().epoch() == epoch ? pending.get() : previous.orElse(current);
    }

    /** Adds keys that become current with the first packet authenticated under them. */
    public void offer(EpochKeys keys) {
        pending.ifPresent(EpochKeys::close);
        pending = Optional.of(keys);
    }

    /** Takes the pending keys back if they are of this epoch. */
    public void withdraw(int epoch) {
        if (pending.isPresent() && pending.get().epoch() == epoch) {
            pending.get().close();
            pending = Optional.empty();
        }
    }

    /** Says that a packet of this epoch was authentic; answers whether it proved keys that were not proved before. */
    public boolean authenticated(int epoch, long nowNs) {
        if (!confirmed && epoch == current.epoch()) {
            confirmed = true;
            return true;
        }
        if (pending.isEmpty() || pending.get().epoch() != epoch) {
            countPrevious(epoch);
            return false;
        }
        previous.ifPresent(EpochKeys::close);
        previous = Optional.of(current);
        previousEndsNs = nowNs + PREVIOUS_NS;
        previousPackets = 0;
        current = pending.get();
        pending = Optional.empty();
        return true;
    }

    private void countPrevious(int epoch) {
        if (epoch != current.epoch() && ++previousPackets >= PREVIOUS_PACKETS) {
            dropPrevious();
        }
    }

    /** Drops the previous epoch when its time is over. */
    public void tick(long nowNs) {
        current.tick(nowNs);
        if (previous.isPresent() && nowNs >= previousEndsNs) {
            dropPrevious();
        }
    }

    /** Drops the previous epoch now, because its cipher leaves. */
    public void dropPrevious() {
        previous.ifPresent(EpochKeys::close);
        previous = Optional.empty();
    }

    /** Lets go of a suite that leaves: what it kept is wiped and nothing opens under it any more. */
    public void retire(int suiteId) {
        previous.filter(keys -> keys.suiteId() == suiteId).ifPresent(keys -> dropPrevious());
        pending.filter(keys -> keys.suiteId() == suiteId).ifPresent(keys -> withdraw(keys.epoch()));
        if (current.suiteId() == suiteId) {
            current.close();
        }
    }

    public EpochKeys current() {
        return current;
    }

    /** Wipes everything. */
    public void close() {
        dropPrevious();
        pending.ifPresent(EpochKeys::close);
        pending = Optional.empty();
        current.close();
    }
}
