package org.multiwanbond.api.status;

/**
 * What a drill showed: a link was cut on purpose for some seconds, then restored. Thread-safe: immutable.
 *
 * @param wan id of the link
 * @param seconds how long it was cut
 * @param detectionMs from the cut until the link was suspected; −1 if that was not noticed
 * @param longestGapMs longest time without an inner packet from the peer, from the cut until the link was back
 * @param gapBeforeMs the same before the cut, for comparison; −1 if no packets came
 * @param deliveredPackets inner packets delivered to this host meanwhile
 * @param sentPackets inner packets taken from this host meanwhile
 * @param resentUnits units this end sent again meanwhile
 * @param lostUnits units this end lost for good meanwhile
 * @param returnMs from the restoration until the link carried traffic again; −1 if it did not within 20 s
 */
public record DrillReport(
        String wan,
        int seconds,
        double detectionMs,
        double longestGapMs,
        double gapBeforeMs,
        long deliveredPackets,
        long sentPackets,
        long resentUnits,
        long lostUnits,
        double returnMs) {}
