package org.multiwanbond.netlab.sim.tcp;

/** Samples the rate at which segments are delivered, as draft-cheng-iccrg-delivery-rate-estimation does. Confined to one thread. */
final class DeliveryRate {
    private long delivered;
    private long deliveredNs;
    private long firstSentNs;
    private long sampleDelivered;
    private long samplePriorNs;
    private long sampleSendNs;

    void sent(Segment segment, int inFlightBefore, long nowNs) {
        if (inFlightBefore == 0) {
            firstSentNs = nowNs;
            deliveredNs = nowNs;
        }
        segment.delivered = delivered;
        segment.deliveredNs = deliveredNs;
        segment.firstSentNs = firstSentNs;
    }

    void beginAck() {
        sampleDelivered = -1;
    }

    void delivered(Segment segment, long nowNs) {
        delivered++;
        deliveredNs = nowNs;
        // The sample comes from the segment sent last.
        if (segment.delivered >= sampleDelivered) {
            sampleDelivered = segment.delivered;
            samplePriorNs = segment.deliveredNs;
            sampleSendNs = segment.sentNs - segment.firstSentNs;
            firstSentNs = segment.sentNs;
        }
    }

    void fill(AckSample sample) {
        sample.totalDelivered = delivered;
        sample.priorDelivered = sampleDelivered;
        long intervalNs = Math.max(sampleSendNs, deliveredNs - samplePriorNs);
        // Faster than a round trip is an artefact of acknowledgements that came together.
        boolean valid = sampleDelivered >= 0 && intervalNs > 0 && intervalNs >= sample.minRttNs;
        sample.intervalNs = valid ? intervalNs : AckSample.NONE;
    }
}
