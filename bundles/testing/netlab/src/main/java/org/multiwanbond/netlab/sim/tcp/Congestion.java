package org.multiwanbond.netlab.sim.tcp;

/** The congestion controls a sender can have. Thread-safe: immutable. */
public enum Congestion {
    /** RFC 9438 with HyStart and the proportional rate reduction of RFC 6937, as Linux has it. */
    CUBIC {
        @Override
        CongestionControl create(long seed) {
            return new Cubic();
        }
    },
    /** The model of BBR version 1: bandwidth and round-trip time measured, packets paced, losses not answered. */
    BBR {
        @Override
        CongestionControl create(long seed) {
            return new BbrLike(seed);
        }
    };

    abstract CongestionControl create(long seed);
}
