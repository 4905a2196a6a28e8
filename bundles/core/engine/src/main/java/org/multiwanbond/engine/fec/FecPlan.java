package org.multiwanbond.engine.fec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides how much repair there is: none, a fixed shape, or what the measured loss asks for. Confined to one thread.
 *
 * <p>Automatic: the cheapest of 10 to 20 + r, at most 30 %, that leaves a residual loss of 1e-4 and outlasts the usual
 * burst; the strongest one if none does. More repair at once, less after 10 s in which less was enough.
 */
public final class FecPlan {
    private static final Pattern FIXED = Pattern.compile("(\\d{1,2})\\+(\\d{1,2})");

    private static final int LEAST_K = 10;
    private static final int MOST_K = 20;

    /** Packets per packet that may stay lost (bonding design: "target residual loss 10^-4"). */
    private static final double TARGET = 1e-4;

    /** Repair packets per 100 source packets, at most. */
    private static final int CAP_PERCENT = 30;

    /** Below this a link counts as clean. */
    private static final double CLEAN = 1e-3;

    private static final long CALM_NS = 10_000_000_000L;

    private final boolean automatic;
    private FecShape shape;
    private long neededNs;

    private FecPlan(boolean automatic, FecShape shape) {
        this.automatic = automatic;
        this.shape = shape;
    }

    /**
     * The plan that {@code off}, {@code auto} or {@code K+R} names.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static FecPlan of(String text) {
        if (text.equals("off") || text.equals("auto")) {
            return new FecPlan(text.equals("auto"), FecShape.OFF);
        }
        Matcher matcher = FIXED.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("fec is off, auto or K+R such as 10+3, not " + text + ".");
        }
        int k = Integer.parseInt(matcher.group(1));
        return new FecPlan(false, new FecShape(k, Integer.parseInt(matcher.group(2))));
    }

    /** Whether {@link #observe} has any effect. */
    public boolean isAutomatic() {
        return automatic;
    }

    /** What holds now. */
    public FecShape shape() {
        return shape;
    }

    /**
     * Adapts to what was measured since the last call, a second before or so.
     *
     * @param lossRatio packets lost per packet sent, 0 to 1, before any repair
     * @param burstPackets the 95th percentile of packets lost in a row on one path; 0 or 1 without bursts
     * @param nowNs the session's clock
     */
    public void observe(double lossRatio, int burstPackets, long nowNs) {
        if (!automatic) {
            return;
        }
        FecShape needed = lossRatio < CLEAN ? FecShape.OFF : needed(lossRatio, burstPackets);
        boolean cheaper = needed.overhead() < shape.overhead();
        if (!cheaper) {
            neededNs = nowNs;
        }
        boolean suffices = isEnough(shape, lossRatio, burstPackets);
        if (!suffices || cheaper && nowNs - neededNs >= CALM_NS) {
            shape = needed;
            neededNs = nowNs;
        }
    }

    private static FecShape needed(double lossRatio, int burstPackets) {
        FecShape cheapest = strongest(lossRatio);
        for (int k = LEAST_K; k <= MOST_K; k++) {
            for (int r = 1; r * 100 <= k * CAP_PERCENT; r++) {
                FecShape tried = new FecShape(k, r);
                boolean better = !isEnough(cheapest, lossRatio, burstPackets) || tried.overhead() < cheapest.overhead();
                cheapest = better && isEnough(tried, lossRatio, burstPackets) ? tried : cheapest;
            }
        }
        return cheapest;
    }

    /** Of those that use the cap to the full, the one that leaves least lost. */
    private static FecShape strongest(double lossRatio) {
        FecShape best = new FecShape(MOST_K, MOST_K * CAP_PERCENT / 100);
        for (int k = LEAST_K; k < MOST_K; k++) {
            FecShape tried = new FecShape(k, k * CAP_PERCENT / 100);
            best = tried.residualLoss(lossRatio) < best.residualLoss(lossRatio) ? tried : best;
        }
        return best;
    }

    private static boolean isEnough(FecShape shape, double lossRatio, int burstPackets) {
        if (lossRatio < CLEAN) {
            return true;
        }
        return shape.repairSymbols() >= burstPackets
                && shape.repairSymbols() > 0
                && shape.residualLoss(lossRatio) <= TARGET;
    }
}
