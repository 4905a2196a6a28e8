package org.multiwanbond.netlab.sim.tcp;

/** Segments from {@code start} to before {@code end}. Thread-safe: immutable. */
record SegmentRange(long start, long end) {
    boolean contains(long number) {
        return number >= start && number < end;
    }

    boolean touches(SegmentRange other) {
        return start <= other.end && other.start <= end;
    }

    SegmentRange with(SegmentRange other) {
        return new SegmentRange(Math.min(start, other.start), Math.max(end, other.end));
    }
}
