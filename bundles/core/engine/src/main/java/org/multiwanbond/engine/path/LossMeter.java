package org.multiwanbond.engine.path;

import org.multiwanbond.api.HotPath;

/**
 * What share of a path's packets is lost: lately, and lastingly. Confined to the send thread.
 *
 * <p>Links that lose in bursts lose ten per cent of 256 packets now and then though it is four on average; to leave such a
 * link costs more than to keep it. So a path is judged by a mean over four times as many.
 *
 * <p>A path judged bad carries little more than probes, and would be bad for minutes by such a mean, though it was only
 * flooded once. When all of these arrive for a while, what it lost before is forgotten. From then on it is judged sooner, and
 * the next time it has to prove itself for twice as long if it was bad after all.
 */
@HotPath
final class LossMeter {
    private static final double LATELY = 1.0 / 256;
    private static final double LASTING = 1.0 / 1_024;
    /** Packets before the lasting share is more than chance. */
    private static final int LEAST_PACKETS = 256;

    /** The same after a pardon: of 64 packets more than a tenth is lost in 98 % of all cases where it is one of five. */
    private static final int LEAST_AFTER_PARDON = 64;

    /** A pardoned path that loses so much was pardoned by chance. */
    private static final double RELAPSE = 0.1;

    /** Packets after which a pardoned path that is not bad again is as good as any. */
    private static final int PROBATION_PACKETS = 2_048;

    /** So many in a row arrive in 2 % of all tries where one of eight is lost, in 0.1 % where it is one of five. */
    private static final int PARDON_PACKETS = 30;

    /** A path that is in use and loses a tenth never goes so long without a loss. */
    private static final long PARDON_NS = 1_400_000_000L;

    private static final int LONGEST_PARDON_PACKETS = 8 * PARDON_PACKETS;
    private static final double PARDON_FROM = 0.05;
    private static final double BURST_FADES = 1.0 / 64;
    private static final long NONE = -2;

    private double lately;
    private double lasting;
    private double burst;
    private long packets;
    private long lastLost = NONE;
    private long lastLostSentNs;
    private int arrivedInARow;
    private int pardonPackets = PARDON_PACKETS;
    private int leastPackets = LEAST_PACKETS;
    private boolean onProbation;
    private int run;

    /** A packet that was sent at {@code sentNs} arrived. */
    void arrived(long sentNs) {
        packets++;
        lately -= lately * LATELY;
        lasting -= lasting * weight();
        arrivedInARow++;
        if (lasting > PARDON_FROM && arrivedInARow >= pardonPackets && sentNs - lastLostSentNs >= PARDON_NS) {
            lasting = 0;
            packets = 0;
            leastPackets = LEAST_AFTER_PARDON;
            onProbation = true;
        }
        if (onProbation && packets >= PROBATION_PACKETS) {
            onProbation = false;
            pardonPackets = PARDON_PACKETS;
        }
    }

    /** A packet that counted as lost came all the same. */
    void arrivedAfterAll() {
        lately = Math.max(0, lately - LATELY);
        lasting = Math.max(0, lasting - weight());
    }

    /** The packet of this number, sent at {@code sentNs}, is lost. */
    void lost(long number, long sentNs) {
        packets++;
        arrivedInARow = 0;
        lastLostSentNs = sentNs;
        lately += (1 - lately) * LATELY;
        lasting += (1 - lasting) * weight();
        run = number == lastLost + 1 ? run + 1 : 1;
        lastLost = number;
        burst = Math.max(run, burst - burst * BURST_FADES);
        if (onProbation && lasting() >= RELAPSE) {
            onProbation = false;
            pardonPackets = Math.min(LONGEST_PARDON_PACKETS, 2 * pardonPackets);
        }
    }

    /** A plain mean at first, later a moving one. */
    private double weight() {
        return Math.max(LASTING, 1.0 / Math.max(1, packets));
    }

    /** Forgets all. */
    void forget() {
        lately = 0;
        lasting = 0;
        burst = 0;
        packets = 0;
        leastPackets = LEAST_PACKETS;
        pardonPackets = PARDON_PACKETS;
        onProbation = false;
    }

    /** Share of packets lost lately, 0 to 1: a moving average over about 256. */
    double lately() {
        return lately;
    }

    /** Share of packets lost over about 1 024, 0 to 1; 0 while fewer than 256 were sent, or 64 after a pardon. */
    double lasting() {
        return packets < leastPackets ? 0 : lasting;
    }

    /** Packets lost in a row, as a slowly falling maximum. */
    int burstPackets() {
        return (int) Math.round(burst);
    }
}
