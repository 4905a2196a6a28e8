package org.multiwanbond.engine.keys;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.seal.Sealing;

/**
 * What the send thread knows of the keys it lets seal: their epoch, their limits, and whether they may still be used. The
 * ciphers belong to whoever seals; they are wiped there, after all that was given to them before. Confined to the send
 * thread.
 */
@HotPath
public final class SealingKeys {
    private final EpochKeys keys;
    private final long rekeyPackets;
    private long stopPackets;

    /** Keys that nobody has sealed with yet. */
    public SealingKeys(EpochKeys keys) {
        this.keys = keys;
        this.rekeyPackets = keys.rekeyPackets();
        this.stopPackets = keys.stopPackets();
    }

    /** Closes the keys when they are too old to be used. */
    public void tick(Sealing sealing, long nowNs) {
        if (stopPackets != 0 && keys.isOver(nowNs)) {
            close(sealing);
        }
    }

    /** Lets nothing be sealed any more, and has the keys wiped where they are used. */
    public void close(Sealing sealing) {
        stopPackets = 0;
        sealing.run(keys::close);
    }

    /** The keys themselves, to be used by whoever seals. */
    public EpochKeys keys() {
        return keys;
    }

    public int epoch() {
        return keys.epoch();
    }

    public int suiteId() {
        return keys.suiteId();
    }

    /** Packets after which these keys must no longer be used; 0 once they are closed. */
    public long stopPackets() {
        return stopPackets;
    }

    /** Packets after which the epoch should end. */
    public long rekeyPackets() {
        return stopPackets == 0 ? Long.MAX_VALUE : rekeyPackets;
    }
}
