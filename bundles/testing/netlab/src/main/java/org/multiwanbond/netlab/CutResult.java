package org.multiwanbond.netlab;

/**
 * What a cut did to a flow. Thread-safe: immutable.
 *
 * @param detectMs until the client no longer used the link
 * @param maxGapMs longest time without a packet at the receiver
 * @param lostPackets packets that never came
 * @param sentPackets packets of the flow
 */
record CutResult(double detectMs, double maxGapMs, long lostPackets, long sentPackets) {}
