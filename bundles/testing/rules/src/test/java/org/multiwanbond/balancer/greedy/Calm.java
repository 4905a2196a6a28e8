package org.multiwanbond.balancer.greedy;

import java.util.List;
import org.multiwanbond.api.HotPath;

/** Keeps the laws of the per-packet path: only the constructor prepares with a stream. */
@HotPath
public final class Calm {
    private final int[] sizes;

    public Calm(List<Integer> sizes) {
        this.sizes = sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    public int sum() {
        int sum = 0;
        for (int size : sizes) {
            sum += size;
        }
        return sum;
    }
}
