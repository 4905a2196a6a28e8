package org.multiwanbond.engine;

import java.util.concurrent.atomic.AtomicLongArray;
import org.multiwanbond.api.HotPath;

/** Counters with one writing thread and any number of readers, who may see them a moment late. */
@HotPath
public final class Counters {
    private final AtomicLongArray values;

    /** All counters at 0. */
    public Counters(int size) {
        values = new AtomicLongArray(size);
    }

    public void add(int index, long amount) {
        values.setOpaque(index, values.getPlain(index) + amount);
    }

    public void set(int index, long value) {
        values.setOpaque(index, value);
    }

    public long get(int index) {
        return values.getOpaque(index);
    }

    public int size() {
        return values.length();
    }
}
