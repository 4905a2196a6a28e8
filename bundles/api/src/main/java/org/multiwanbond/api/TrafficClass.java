package org.multiwanbond.api;

/** The class of an inner packet, as its number stands in DATA packets. Thread-safe: constants only. */
public final class TrafficClass {
    public static final int BULK = 0;
    public static final int INTERACTIVE = 1;
    public static final int REAL_TIME = 2;
    public static final int STREAMING = 3;
    public static final int BACKGROUND = 4;

    /** Number of classes; a class above the last is treated as {@link #BULK}. */
    public static final int COUNT = 5;

    private TrafficClass() {}
}
