package org.multiwanbond.engine.send;

import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.engine.queue.Unit;

/** What was counted of one flow for a report. Confined to the send thread. */
final class FlowTally {
    private final int[] flying = new int[PathTable.LIMIT];
    private int trafficClass;
    private int packetBytes;
    private int waiting;

    FlowTally looksLike(Unit unit) {
        trafficClass = unit.trafficClass();
        packetBytes = unit.lengthBytes();
        return this;
    }

    void flies(int path) {
        flying[path]++;
    }

    void waits(int packets) {
        waiting += packets;
    }

    int flying(int path) {
        return flying[path];
    }

    int flying() {
        int sum = 0;
        for (int packets : flying) {
            sum += packets;
        }
        return sum;
    }

    int trafficClass() {
        return trafficClass;
    }

    int packetBytes() {
        return packetBytes;
    }

    int waiting() {
        return waiting;
    }
}
