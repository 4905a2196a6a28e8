package org.multiwanbond.api.balancer.support;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.balancer.Run;
import org.multiwanbond.api.path.PathTable;

/**
 * Smooth weighted round robin by octets. Confined to the session's send thread.
 *
 * <p>Each path has a credit: its share of all octets placed so far less the octets it got. The path with the highest
 * credit is next, so a path's octets stay within a few packets of its share at any moment, and turns interleave as evenly
 * as whole packets allow. Credits are octets, not weights, so a weight may change at any time.
 *
 * <p>A run tells only the octets of all its packets. A part of it is charged by their mean, and exactly once the rest of
 * the run comes up.
 */
@HotPath
public final class SmoothShares {
    private final double[] creditBytes = new double[PathTable.LIMIT];
    private int knownMask;
    private int lastPath;
    private double lastChargedBytes;
    private int restPackets;
    private int restFlowHash;
    private int restOfBytes;

    /**
     * Places the first packets of a run so that each usable path gets octets in proportion to its weight.
     *
     * @param weights by path id; those of the usable paths are finite, not negative, and one of them is above 0
     * @return as {@link Balancer#place}
     */
    public long place(PathTable paths, Run run, double[] weights) {
        int mask = PathMask.usable(paths);
        if (mask == 0) {
            return Balancer.WAIT;
        }
        admit(mask);
        correct(run, weights);
        int packets = Turn.packets(run, Turn.SHORT_BYTES);
        double lengthBytes = Math.max(1, (double) run.lengthBytes() * packets / run.packets());
        int path = next(weights, lengthBytes);
        charge(weights, path, lengthBytes);
        remember(run, packets, path, lengthBytes);
        return Placement.on(path, packets);
    }

    private int next(double[] weights, double lengthBytes) {
        double bytesPerWeight = lengthBytes / sum(weights);
        int best = Integer.numberOfTrailingZeros(knownMask);
        double bestBytes = Double.NEGATIVE_INFINITY;
        for (int rest = knownMask; rest != 0; rest &= rest - 1) {
            int path = Integer.numberOfTrailingZeros(rest);
            double bytes = creditBytes[path] + bytesPerWeight * weights[path];
            if (bytes > bestBytes) {
                best = path;
                bestBytes = bytes;
            }
        }
        return best;
    }

    private void charge(double[] weights, int path, double lengthBytes) {
        double bytesPerWeight = lengthBytes / sum(weights);
        for (int rest = knownMask; rest != 0; rest &= rest - 1) {
            int each = Integer.numberOfTrailingZeros(rest);
            creditBytes[each] += bytesPerWeight * weights[each];
        }
        creditBytes[path] -= lengthBytes;
    }

    private double sum(double[] weights) {
        double sum = 0;
        for (int rest = knownMask; rest != 0; rest &= rest - 1) {
            sum += weights[Integer.numberOfTrailingZeros(rest)];
        }
        return sum;
    }

    private void remember(Run run, int packets, int path, double lengthBytes) {
        lastPath = path;
        lastChargedBytes = lengthBytes;
        restPackets = run.packets() - packets;
        restFlowHash = run.flowHash();
        restOfBytes = run.lengthBytes();
    }

    /** Charges what the last part really had, if this run is what it left. */
    private void correct(Run run, double[] weights) {
        int placedBytes = restOfBytes - run.lengthBytes();
        boolean rest = run.packets() == restPackets && run.flowHash() == restFlowHash && placedBytes > 0;
        if (rest && (knownMask & 1 << lastPath) != 0) {
            charge(weights, lastPath, placedBytes - lastChargedBytes);
        }
    }

    /** Lets a path that comes begin in the middle of the others: no debt from before, nothing to catch up on. */
    private void admit(int mask) {
        if (mask == knownMask) {
            return;
        }
        double middle = middle(mask & knownMask);
        for (int path = 0; path < PathTable.LIMIT; path++) {
            boolean stays = (mask & knownMask & 1 << path) != 0;
            creditBytes[path] = stays ? creditBytes[path] - middle : 0;
        }
        knownMask = mask;
    }

    private double middle(int mask) {
        double sum = 0;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            sum += creditBytes[Integer.numberOfTrailingZeros(rest)];
        }
        return sum / Math.max(1, Integer.bitCount(mask));
    }
}
