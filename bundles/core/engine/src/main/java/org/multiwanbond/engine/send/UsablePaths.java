package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.path.PathTable;

/** The balancer's view of a session's paths. Confined to the send thread. */
@HotPath
final class UsablePaths implements PathTable {
    private final TxPath[] paths;
    private final int[] usable = new int[LIMIT];
    private int count;
    private int mask;
    private long nowNs;

    /** A view of these paths, by path id; an entry may be absent ({@code null}) only here, inside the send side. */
    UsablePaths(TxPath[] paths) {
        this.paths = paths;
    }

    /** Looks again which paths are usable: ACTIVE ones, else STANDBY ones. */
    void refresh(long newNowNs) {
        nowNs = newNowNs;
        collect(PathState.ACTIVE);
        if (count == 0) {
            collect(PathState.STANDBY);
        }
    }

    private void collect(PathState state) {
        count = 0;
        mask = 0;
        for (int id = 0; id < LIMIT; id++) {
            if (paths[id] != null && paths[id].isIn(state)) {
                usable[count++] = id;
                mask |= 1 << id;
            }
        }
    }

    int mask() {
        return mask;
    }

    @Override
    public int usableCount() {
        return count;
    }

    @Override
    public int usable(int position) {
        return usable[position];
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public int weight(int path) {
        int configured = paths[path].weight();
        return configured > 0 ? configured : 1;
    }

    @Override
    public long rateBitsPerSecond(int path) {
        return 0;
    }

    @Override
    public long oneWayDelayNs(int path) {
        return paths[path].roundTrip().smoothedNs() / 2;
    }

    @Override
    public long backlogNs(int path) {
        return 0;
    }

    @Override
    public double lossPercent(int path) {
        return paths[path].sent().lossRatio() * 100;
    }

    @Override
    public long recentBytes(int path) {
        return paths[path].rate().bytesPerSecond();
    }

    @Override
    public int priority(int path) {
        return paths[path].priority();
    }
}
