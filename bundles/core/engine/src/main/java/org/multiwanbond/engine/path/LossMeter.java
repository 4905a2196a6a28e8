package org.multiwanbond.engine.path;

import org.multiwanbond.api.HotPath;

/**
 * What share of a path's packets is lost: lately, and lastingly. Confined to the send thread.
 *
 * <p>Links that lose in bursts lose ten per cent of 256 packets now and then though it is four on average; to leave such a
 * link costs more than to keep it. So a path is judged by a mean over four times as many.
 */
@HotPath
final class LossMeter {
    private static final double LATELY = 1.0 / 256;
    private static final double LASTING = 1.0 / 1_024;
    /** Packets before the lasting share is more than chance. */
    private static final int LEAST_PACKETS = 256;

    private static final double BURST_FADES = 1.0 / 64;
    private static final long NONE = -2;

    private double lately;
    private double lasting;
    private double burst;
    private long packets;
    private long lastLost = NONE;
    private int run;

    void arrived() {
        packets++;
        lately -= lately * LATELY;
        lasting -= lasting * weight();
    }

    /** A packet that counted as lost came all the same. */
    void arrivedAfterAll() {
        lately = Math.max(0, lately - LATELY);
        lasting = Math.max(0, lasting - weight());
    }

    void lost(long number) {
        packets++;
        lately += (1 - lately) * LATELY;
        lasting += (1 - lasting) * weight();
        run = number == lastLost + 1 ? run + 1 : 1;
        lastLost = number;
        burst = Math.max(run, burst - burst * BURST_FADES);
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
    }

    /** Share of packets lost lately, 0 to 1: a moving average over about 256. */
    double lately() {
        return lately;
    }

    /** Share of packets lost over about 1 024, 0 to 1; 0 while fewer than 256 were sent. */
    double lasting() {
        return packets < LEAST_PACKETS ? 0 : lasting;
    }

    /** Packets lost in a row, as a slowly falling maximum. */
    int burstPackets() {
        return (int) Math.round(burst);
    }
}
