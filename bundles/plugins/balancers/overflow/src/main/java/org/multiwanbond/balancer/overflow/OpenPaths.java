package org.multiwanbond.balancer.overflow;

import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.path.PathTable;

/**
 * The usable paths in order of priority, then of id, and how many of them are open. Confined to the session's send thread.
 *
 * <p>The next one opens when packets wait, or stand in a queue of the last open one, for more than 10 ms over 200 ms. The
 * last one closes when for 5 s the others would have carried all at 70 % of their rate.
 */
@HotPath
final class OpenPaths {
    /** Waiting this long a path is full: beyond the bursts of a flow that fits. */
    static final long FULL_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final double CALM_PART = 0.7;
    private static final double BITS_PER_BYTE = 8;

    private final Lasting full = new Lasting(TimeUnit.MILLISECONDS.toNanos(200));
    private final Lasting calm = new Lasting(TimeUnit.SECONDS.toNanos(5));
    private final int[] order = new int[PathTable.LIMIT];
    private int count;

    /** Number of open paths; 0 only if none is usable. */
    int count() {
        return count;
    }

    /** Path id of the open path at {@code position} in the order they are filled. */
    int path(int position) {
        return order[position];
    }

    /** Looks at the paths as they are now. */
    void refresh(PathTable paths) {
        int usable = paths.usableCount();
        sort(paths, usable);
        count = Math.min(Math.max(1, count), usable);
        if (full.holds(count > 0 && isFull(paths), paths.nowNs()) && count < usable) {
            change(count + 1);
        }
        if (calm.holds(count > 1 && isCalm(paths), paths.nowNs())) {
            change(count - 1);
        }
    }

    private void change(int newCount) {
        count = newCount;
        full.restart();
        calm.restart();
    }

    private boolean isFull(PathTable paths) {
        return paths.waitNs() > FULL_NS || paths.queueDelayNs(order[count - 1]) > FULL_NS;
    }

    /** Whether nothing waits, and all open paths together carry less than 70 % of what those before the last can. */
    private boolean isCalm(PathTable paths) {
        if (isFull(paths)) {
            return false;
        }
        double bytes = paths.recentBytes(order[count - 1]);
        double rate = 0;
        boolean known = true;
        for (int position = 0; position < count - 1; position++) {
            bytes += paths.recentBytes(order[position]);
            rate += paths.rateBitsPerSecond(order[position]);
            known &= paths.rateBitsPerSecond(order[position]) > 0;
        }
        return !known || BITS_PER_BYTE * bytes < CALM_PART * rate;
    }

    /** Insertion sort: usable paths come in ascending order of ids, priorities are mostly equal. */
    private void sort(PathTable paths, int usable) {
        for (int position = 0; position < usable; position++) {
            int path = paths.usable(position);
            int place = position;
            while (place > 0 && paths.priority(order[place - 1]) > paths.priority(path)) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = path;
        }
    }
}
