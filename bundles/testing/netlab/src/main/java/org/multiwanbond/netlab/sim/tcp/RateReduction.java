package org.multiwanbond.netlab.sim.tcp;

/** Proportional rate reduction (RFC 6937): brings the window down to its target within a round trip. Confined to one thread. */
final class RateReduction {
    private int target;
    private int prior;
    private int delivered;
    private int sent;

    void begin(int targetSegments, int priorSegments) {
        target = targetSegments;
        prior = Math.max(1, priorSegments);
        delivered = 0;
        sent = 0;
    }

    void sent(int segments) {
        sent += segments;
    }

    /** The window now. */
    int acknowledged(AckSample sample) {
        delivered += sample.delivered;
        int room = target - sample.inFlight;
        int allowed;
        if (room < 0) {
            allowed = (int) (((long) target * delivered + prior - 1) / prior) - sent;
        } else {
            // Slow-start reduction bound; one more when the acknowledgement moved on and showed no new loss.
            int safe = sample.advanced && sample.lost == 0 ? 1 : 0;
            allowed = Math.min(room, Math.max(delivered - sent, sample.delivered) + safe);
        }
        return sample.inFlight + Math.max(allowed, sent == 0 ? 1 : 0);
    }
}
