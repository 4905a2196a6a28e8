package org.multiwanbond.api.status;

import java.util.List;

/**
 * One flow of inner packets that is being sent, and how each path would serve its next packet. Thread-safe: immutable.
 *
 * @param peer the session it belongs to
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, or a number
 * @param source address, and port if there is one
 * @param target address, and port if there is one
 * @param trafficClass {@code bulk}, {@code interactive}, {@code real-time}, {@code streaming} or {@code background}
 * @param packetBytes length of its packet seen last
 * @param waitingPackets packets that wait for a path, with those of other flows in the same queue
 * @param flyingPackets packets under way, not acknowledged yet
 * @param scores one for each path, the one that delivers soonest first
 */
public record FlowStatus(
        String peer,
        String protocol,
        String source,
        String target,
        String trafficClass,
        int packetBytes,
        int waitingPackets,
        int flyingPackets,
        List<FlowScore> scores) {
    public FlowStatus {
        scores = List.copyOf(scores);
    }
}
