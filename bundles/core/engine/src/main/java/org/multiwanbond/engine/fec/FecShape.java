package org.multiwanbond.engine.fec;

import org.multiwanbond.wire.FecPayload;

/**
 * How large a repair block is. Thread-safe: immutable.
 *
 * @param sourceSymbols k, 1 to 64
 * @param repairSymbols r, 0 to 32; 0 for no repair
 */
public record FecShape(int sourceSymbols, int repairSymbols) {
    /** No repair. */
    public static final FecShape OFF = new FecShape(1, 0);

    public FecShape {
        if (sourceSymbols < 1
                || sourceSymbols > FecPayload.SOURCE_SYMBOLS
                || repairSymbols < 0
                || repairSymbols > FecPayload.REPAIR_SYMBOLS) {
            throw new IllegalArgumentException("A block of " + sourceSymbols + "+" + repairSymbols + " packets: "
                    + FecPayload.SOURCE_SYMBOLS + "+" + FecPayload.REPAIR_SYMBOLS + " is allowed.");
        }
    }

    /** Whether there is no repair. */
    public boolean isOff() {
        return repairSymbols == 0;
    }

    /** Repair packets per source packet. */
    double overhead() {
        return (double) repairSymbols / sourceSymbols;
    }

    /**
     * The part of all packets that stays lost when each is lost with the same probability: one is lost, and r or more of
     * the k + r − 1 others.
     */
    double residualLoss(double lossRatio) {
        if (lossRatio >= 1) {
            return 1;
        }
        int others = sourceSymbols + repairSymbols - 1;
        double exactly = Math.pow(1 - lossRatio, others);
        double fewer = 0;
        for (int lost = 0; lost < repairSymbols; lost++) {
            fewer += exactly;
            exactly *= lossRatio / (1 - lossRatio) * (others - lost) / (lost + 1);
        }
        return lossRatio * Math.max(0, 1 - fewer);
    }
}
