package org.multiwanbond.engine.handshake;

import java.util.function.IntSupplier;

/** Says whether handshakes come faster than they should be worked on. Confined to the handshake thread. */
final class LoadGauge {

    /** §5: "handshake queue ≥ 512 of 1 024, or > 500 handshakes/s". */
    private static final int QUEUE = 512;

    private static final int PER_SECOND = 500;
    private static final long SECOND_NS = 1_000_000_000L;

    private final IntSupplier queuedPackets;
    private long secondBeganNs;
    private int inThisSecond;
    private int inLastSecond;

    LoadGauge(IntSupplier queuedPackets) {
        this.queuedPackets = queuedPackets;
    }

    /** Counts one handshake and says whether it came under load. */
    boolean count(long nowNs) {
        long elapsedNs = nowNs - secondBeganNs;
        if (elapsedNs >= SECOND_NS || elapsedNs < 0) {
            inLastSecond = elapsedNs >= 0 && elapsedNs < 2 * SECOND_NS ? inThisSecond : 0;
            inThisSecond = 0;
            secondBeganNs = nowNs;
        }
        inThisSecond++;
        return inThisSecond > PER_SECOND || inLastSecond > PER_SECOND || queuedPackets.getAsInt() >= QUEUE;
    }
}
