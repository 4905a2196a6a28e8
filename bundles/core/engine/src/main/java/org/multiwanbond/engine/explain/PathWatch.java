package org.multiwanbond.engine.explain;

import org.multiwanbond.api.status.PathStatus;

/**
 * One path at two moments. Thread-safe: immutable.
 *
 * @param before at the first
 * @param now at the second
 * @param heldNs for how much longer it is kept out of use, 0 if it is not
 */
record PathWatch(PathStatus before, PathStatus now, long heldNs) {
    String wan() {
        return now.wan();
    }

    /** The subject of a sentence. */
    String link() {
        return "Link " + now.wan();
    }

    long sentPackets() {
        return now.txPackets() - before.txPackets();
    }

    long lostPackets() {
        return now.lostPackets() - before.lostPackets();
    }

    long receivedPackets() {
        return now.rxPackets() - before.rxPackets();
    }

    /** Share of its capacity that is used, 0 while that is unknown. */
    double filledRatio() {
        long capacity = now.capacityBitsPerSecond();
        return capacity <= 0 ? 0 : (double) now.txBitsPerSecond() / capacity;
    }
}
