package org.multiwanbond.api.status;

import org.multiwanbond.api.path.PathState;

/**
 * One path of one session. Thread-safe: immutable.
 *
 * @param pathId 0 to 15
 * @param wan id of the local link, or the name the peer gave it
 * @param state what it is good for
 * @param reason why it is in that state, one sentence; empty if there is nothing to say
 * @param stateSinceMs ms spent in that state
 * @param local local address and port
 * @param remote address and port of the peer
 * @param rttNs smoothed round-trip time, 0 unknown
 * @param jitterNs variation of the round-trip time
 * @param lossRatio packets lost lately, 0 to 1
 * @param txBytes octets sent as UDP payload since start
 * @param rxBytes octets received as UDP payload since start
 * @param txPackets datagrams sent
 * @param rxPackets datagrams received
 * @param txBitsPerSecond over the last second
 * @param rxBitsPerSecond over the last second
 * @param payloadBytes largest UDP payload known to pass
 * @param capacityBitsPerSecond what it is believed to carry from here to the peer, headers of IP included; 0 unknown
 * @param phase what it is being filled for: {@code unknown}, {@code train}, {@code cruise}, {@code drain} or {@code probe}
 * @param delayNs one-way delay to the peer without a queue; 0 unknown. The clocks of the ends differ: the quickest path counts
 *     as half its round-trip time, the others as that and their difference
 * @param delayJitterNs mean deviation of the one-way delay
 * @param queueNs time packets wait in the link's queue
 * @param lostPackets datagrams lost since start
 */
public record PathStatus(
        int pathId,
        String wan,
        PathState state,
        String reason,
        long stateSinceMs,
        String local,
        String remote,
        long rttNs,
        long jitterNs,
        double lossRatio,
        long txBytes,
        long rxBytes,
        long txPackets,
        long rxPackets,
        long txBitsPerSecond,
        long rxBitsPerSecond,
        int payloadBytes,
        long capacityBitsPerSecond,
        String phase,
        long delayNs,
        long delayJitterNs,
        long queueNs,
        long lostPackets) {}
