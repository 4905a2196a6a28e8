package org.multiwanbond.balancer.weighted;

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
final class SmoothRoundRobin implements Balancer {
    /** Octets of one turn at most, if the packets are not longer: two of a full link, as nothing paces bursts yet. */
    private static final int TURN_BYTES = 2_800;

    private final double[] creditBytes = new double[PathTable.LIMIT];
    private int knownMask;
    private int lastPath;
    private double lastChargedBytes;
    private int restPackets;
    private int restFlowHash;
    private int restOfBytes;

    @Override
    public long place(PathTable paths, Run run) {
        int count = paths.usableCount();
        if (count == 0) {
            return WAIT;
        }
        admit(paths, count);
        correct(paths, count, run);
        int packets = packets(run);
        double lengthBytes = Math.max(1, (double) run.lengthBytes() * packets / run.packets());
        int path = next(paths, count, lengthBytes);
        charge(paths, count, path, lengthBytes);
        remember(run, packets, path, lengthBytes);
        return Placement.on(path, packets);
    }

    private static int packets(Run run) {
        if (run.lengthBytes() <= TURN_BYTES) {
            return run.packets();
        }
        int fitting = (int) ((long) TURN_BYTES * run.packets() / run.lengthBytes());
        return Math.max(1, fitting);
    }

    private int next(PathTable paths, int count, double lengthBytes) {
        double bytesPerWeight = lengthBytes / weights(paths, count);
        int best = paths.usable(0);
        double bestBytes = Double.NEGATIVE_INFINITY;
        for (int position = 0; position < count; position++) {
            int path = paths.usable(position);
            double bytes = creditBytes[path] + bytesPerWeight * paths.weight(path);
            if (bytes > bestBytes) {
                best = path;
                bestBytes = bytes;
            }
        }
        return best;
    }

    private void charge(PathTable paths, int count, int path, double lengthBytes) {
        double bytesPerWeight = lengthBytes / weights(paths, count);
        for (int position = 0; position < count; position++) {
            int each = paths.usable(position);
            creditBytes[each] += bytesPerWeight * paths.weight(each);
        }
        creditBytes[path] -= lengthBytes;
    }

    private static double weights(PathTable paths, int count) {
        double weights = 0;
        for (int position = 0; position < count; position++) {
            weights += paths.weight(paths.usable(position));
        }
        return weights;
    }

    private void remember(Run run, int packets, int path, double lengthBytes) {
        lastPath = path;
        lastChargedBytes = lengthBytes;
        restPackets = run.packets() - packets;
        restFlowHash = run.flowHash();
        restOfBytes = run.lengthBytes();
    }

    /** Charges what the last part really had, if this run is what it left. */
    private void correct(PathTable paths, int count, Run run) {
        int placedBytes = restOfBytes - run.lengthBytes();
        boolean rest = run.packets() == restPackets && run.flowHash() == restFlowHash && placedBytes > 0;
        if (rest && (knownMask & 1 << lastPath) != 0) {
            charge(paths, count, lastPath, placedBytes - lastChargedBytes);
        }
    }

    /** Lets a path that comes begin in the middle of the others: no debt from before, nothing to catch up on. */
    private void admit(PathTable paths, int count) {
        int mask = 0;
        for (int position = 0; position < count; position++) {
            mask |= 1 << paths.usable(position);
        }
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
        for (int path = 0; path < PathTable.LIMIT; path++) {
            sum += (mask & 1 << path) != 0 ? creditBytes[path] : 0;
        }
        return sum / Math.max(1, Integer.bitCount(mask));
    }
}
