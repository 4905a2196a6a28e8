package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Run;

/** The run a balancer is being asked about. Confined to the send thread. */
@HotPath
final class PendingRun implements Run {
    private int trafficClass;
    private int flowHash;
    private int packets;
    private int lengthBytes;
    private boolean sparse;
    private boolean young;

    PendingRun set(int newClass, int newHash, int newPackets, int newLengthBytes) {
        trafficClass = newClass;
        flowHash = newHash;
        packets = newPackets;
        lengthBytes = newLengthBytes;
        return this;
    }

    /** Says whether it is alone in its flow. */
    PendingRun sparse(boolean isSparse) {
        sparse = isSparse;
        return this;
    }

    /** Says whether its flow has sent little so far. */
    PendingRun young(boolean isYoung) {
        young = isYoung;
        return this;
    }

    /** Takes a packet off the front. */
    void advance(int packetBytes) {
        packets--;
        lengthBytes -= packetBytes;
    }

    @Override
    public int trafficClass() {
        return trafficClass;
    }

    @Override
    public int flowHash() {
        return flowHash;
    }

    @Override
    public int packets() {
        return packets;
    }

    @Override
    public boolean isSparse() {
        return sparse;
    }

    @Override
    public boolean isYoung() {
        return young;
    }

    @Override
    public int lengthBytes() {
        return lengthBytes;
    }
}
