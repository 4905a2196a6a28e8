package org.multiwanbond.tck;

import org.multiwanbond.api.balancer.Run;

/** A run of packets a test describes. Confined to one thread. */
public final class FakeRun implements Run {
    private int trafficClass;
    private int flowHash;
    private int packets = 1;
    private int lengthBytes = 1400;
    private boolean sparse;
    private boolean young;

    /** {@code packets} packets with {@code lengthBytes} octets together. */
    public FakeRun of(int packets, int lengthBytes) {
        this.packets = packets;
        this.lengthBytes = lengthBytes;
        return this;
    }

    public FakeRun trafficClass(int trafficClass) {
        this.trafficClass = trafficClass;
        return this;
    }

    public FakeRun flowHash(int flowHash) {
        this.flowHash = flowHash;
        return this;
    }

    public FakeRun sparse(boolean isSparse) {
        sparse = isSparse;
        return this;
    }

    public FakeRun young(boolean isYoung) {
        young = isYoung;
        return this;
    }

    @Override
    public boolean isYoung() {
        return young;
    }

    @Override
    public boolean isSparse() {
        return sparse;
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
    public int lengthBytes() {
        return lengthBytes;
    }
}
