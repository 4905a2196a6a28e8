package org.multiwanbond.engine.send;

import java.util.random.RandomGenerator;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.fec.CodecCache;
import org.multiwanbond.engine.queue.UnitPool;
import org.multiwanbond.engine.rate.Grain;
import org.multiwanbond.engine.seal.BatchPool;
import org.multiwanbond.engine.seal.InlineSealing;
import org.multiwanbond.engine.seal.Sealer;
import org.multiwanbond.engine.seal.Sealing;

/** What all sessions' send sides share. Confined to the send thread. */
@HotPath
public final class SendPorts {
    private final BatchPool batches = new BatchPool();
    private final UnitPool units = new UnitPool();
    private final Grain grain = new Grain();
    private final CodecCache codecs = new CodecCache();
    private final Drops drops;
    private final RandomGenerator random;
    private final Sealer sealer;
    private Sealing sealing;
    private boolean holdDown = true;
    private String fec = "off";

    /**
     * Ports to this transport; packets are sealed in the send thread until {@link #sealing(Sealing)} says otherwise.
     *
     * @param drops counters of the send thread
     * @param random source of tokens an outsider cannot guess
     */
    public SendPorts(Transport transport, Drops drops, RandomGenerator random) {
        this.sealer = new Sealer(transport);
        this.sealing = new InlineSealing(sealer, batches);
        this.random = random;
        this.drops = drops;
    }

    /** How much room paths must have before they are filled again. */
    Grain grain() {
        return grain;
    }

    /** Units not in use. */
    public UnitPool units() {
        return units;
    }

    public Drops drops() {
        return drops;
    }

    /** Where closed batches go. */
    public Sealing sealing() {
        return sealing;
    }

    /** Closed batches go there from now on; what went elsewhere before must be done. */
    public void sealing(Sealing newSealing) {
        sealing = newSealing;
    }

    /** Does the jobs; to be used by whoever seals. */
    public Sealer sealer() {
        return sealer;
    }

    /** Batches not in use. */
    public BatchPool batches() {
        return batches;
    }

    long randomToken() {
        return random.nextLong();
    }

    /** Erasure codes for what is sent. */
    public CodecCache codecs() {
        return codecs;
    }

    /** As configured: {@code off}, {@code auto} or {@code K+R}. */
    String fec() {
        return fec;
    }

    /** Says how much is repaired. */
    public void fec(String text) {
        fec = text;
    }

    /** Whether a link that fails again and again stays out of use for longer each time. */
    boolean holdDown() {
        return holdDown;
    }

    /** Says whether it does. */
    public void holdDown(boolean holds) {
        holdDown = holds;
    }
}
