package org.multiwanbond.tck;

import java.util.Arrays;
import org.multiwanbond.api.path.PathTable;

/**
 * Paths a test describes: none usable at first, all values unknown, weight 1. Like the engine's it knows nothing of a path
 * that is not usable, and refuses to be asked. Confined to one thread.
 */
public final class FakePathTable implements PathTable {
    private final int[] usable = new int[LIMIT];
    private final int[] weights = new int[LIMIT];
    private final long[] ratesBitsPerSecond = new long[LIMIT];
    private final long[] oneWayDelaysNs = new long[LIMIT];
    private final long[] backlogsNs = new long[LIMIT];
    private final double[] lossPercents = new double[LIMIT];
    private final double[] recentLossPercents = new double[LIMIT];
    private final long[] recentBytes = new long[LIMIT];
    private final int[] priorities = new int[LIMIT];
    private final long[] queueDelaysNs = new long[LIMIT];
    private int fullMask;
    private long waitNs;
    private int usableCount;
    private long nowNs;

    public FakePathTable() {
        Arrays.fill(weights, 1);
    }

    /** Makes exactly these paths usable. */
    public FakePathTable usableOnly(int... paths) {
        int mask = 0;
        for (int path : paths) {
            mask |= 1 << path;
        }
        return usableMask(mask);
    }

    /** Makes exactly the paths usable whose bit is set. */
    public FakePathTable usableMask(int mask) {
        usableCount = 0;
        for (int path = 0; path < LIMIT; path++) {
            if ((mask >>> path & 1) != 0) {
                usable[usableCount++] = path;
            }
        }
        return this;
    }

    public FakePathTable weight(int path, int weight) {
        weights[path] = weight;
        return this;
    }

    public FakePathTable rateBitsPerSecond(int path, long rate) {
        ratesBitsPerSecond[path] = rate;
        return this;
    }

    public FakePathTable oneWayDelayNs(int path, long delayNs) {
        oneWayDelaysNs[path] = delayNs;
        return this;
    }

    public FakePathTable backlogNs(int path, long backlogNs) {
        backlogsNs[path] = backlogNs;
        return this;
    }

    public FakePathTable lossPercent(int path, double lossPercent) {
        lossPercents[path] = lossPercent;
        return this;
    }

    public FakePathTable recentLossPercent(int path, double lossPercent) {
        recentLossPercents[path] = lossPercent;
        return this;
    }

    public FakePathTable recentBytes(int path, long bytes) {
        recentBytes[path] = bytes;
        return this;
    }

    public FakePathTable priority(int path, int priority) {
        priorities[path] = priority;
        return this;
    }

    public FakePathTable queueDelayNs(int path, long delayNs) {
        queueDelaysNs[path] = delayNs;
        return this;
    }

    /** Takes the room of exactly the paths whose bit is set. */
    public FakePathTable fullMask(int mask) {
        fullMask = mask;
        return this;
    }

    public FakePathTable waitNs(long waitNs) {
        this.waitNs = waitNs;
        return this;
    }

    public FakePathTable nowNs(long nowNs) {
        this.nowNs = nowNs;
        return this;
    }

    /** The usable paths, bit n for path id n. */
    public int usableMask() {
        int mask = 0;
        for (int position = 0; position < usableCount; position++) {
            mask |= 1 << usable[position];
        }
        return mask;
    }

    @Override
    public int usableCount() {
        return usableCount;
    }

    @Override
    public int usable(int position) {
        if (position >= usableCount) {
            throw new IndexOutOfBoundsException("Asked for usable path " + position + " of " + usableCount);
        }
        return usable[position];
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public int weight(int path) {
        return weights[known(path)];
    }

    @Override
    public long rateBitsPerSecond(int path) {
        return ratesBitsPerSecond[known(path)];
    }

    @Override
    public long oneWayDelayNs(int path) {
        return oneWayDelaysNs[known(path)];
    }

    @Override
    public long backlogNs(int path) {
        return backlogsNs[known(path)];
    }

    @Override
    public boolean hasRoom(int path) {
        return (fullMask >>> known(path) & 1) == 0;
    }

    @Override
    public long queueDelayNs(int path) {
        return queueDelaysNs[known(path)];
    }

    @Override
    public long waitNs() {
        return waitNs;
    }

    @Override
    public double lossPercent(int path) {
        return lossPercents[known(path)];
    }

    @Override
    public double recentLossPercent(int path) {
        return recentLossPercents[known(path)];
    }

    @Override
    public long recentBytes(int path) {
        return recentBytes[known(path)];
    }

    @Override
    public int priority(int path) {
        return priorities[known(path)];
    }

    private int known(int path) {
        if ((usableMask() >>> path & 1) == 0) {
            throw new IllegalArgumentException("Asked about path " + path + ", which is not usable");
        }
        return path;
    }
}
