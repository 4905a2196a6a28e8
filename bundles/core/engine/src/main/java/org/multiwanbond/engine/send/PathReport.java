package org.multiwanbond.engine.send;

import java.util.Locale;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.engine.rate.Capacity;

/**
 * One path at one moment, as the send side knows it. Thread-safe: immutable.
 *
 * @param pathId 0 to 15
 * @param wan id of the link
 * @param state what it is good for
 * @param reason why, empty if there is nothing to say
 * @param stateSinceNs ns spent in that state
 * @param socket number of the local socket
 * @param remote address of the peer, empty while unknown
 * @param figures what was measured
 */
public record PathReport(
        int pathId,
        String wan,
        PathState state,
        String reason,
        long stateSinceNs,
        int socket,
        String remote,
        Figures figures) {

    /**
     * What was measured on a path.
     *
     * @param rttNs smoothed
     * @param jitterNs variation of the round-trip time
     * @param lossRatio 0 to 1
     * @param txBytes octets sent
     * @param txPackets datagrams sent
     * @param txBitsPerSecond over the last second
     * @param payloadBytes largest UDP payload known to pass
     * @param lostPackets datagrams lost
     * @param carries what the path can carry
     */
    public record Figures(
            long rttNs,
            long jitterNs,
            double lossRatio,
            long txBytes,
            long txPackets,
            long txBitsPerSecond,
            int payloadBytes,
            long lostPackets,
            Carries carries) {}

    /**
     * What a path can carry.
     *
     * @param bitsPerSecond 0 unknown
     * @param phase what it is being filled for
     * @param delayNs one-way, comparable with that of the session's other paths
     * @param jitterNs mean deviation of the one-way delay
     * @param queueNs in the link
     */
    public record Carries(long bitsPerSecond, String phase, long delayNs, long jitterNs, long queueNs) {}

    static PathReport of(TxPath path, long delayNs, long nowNs) {
        Capacity capacity = path.capacity();
        Carries carries = new Carries(
                capacity.isKnown() ? capacity.bitsPerSecond() : 0,
                capacity.phase().name().toLowerCase(Locale.ROOT),
                delayNs,
                capacity.jitterNs(),
                capacity.queueNs());
        Figures figures = new Figures(
                path.roundTrip().smoothedNs(),
                path.roundTrip().variationNs(),
                path.sent().lossRatio(),
                path.writer().counters().get(PathWriter.BYTES),
                path.writer().counters().get(PathWriter.PACKETS),
                path.rate().bytesPerSecond() * Byte.SIZE,
                path.mtu().payloadBytes(),
                path.sent().lostPackets(),
                carries);
        return new PathReport(
                path.id(),
                path.wan(),
                path.life().state(),
                path.life().reason(),
                nowNs - path.life().sinceNs(),
                path.writer().socket(),
                path.writer().to().map(Endpoint::toString).orElse(""),
                figures);
    }
}
