package org.multiwanbond.engine.queue;

import org.multiwanbond.api.HotPath;

/**
 * Decides which packets of one queue leave marked or not at all, by how long they waited: Controlled Delay, RFC 8289 §5.
 * Confined to the send thread.
 */
@HotPath
final class CoDel {
    private boolean dropping;
    private long firstAboveNs;
    private long nextNs;
    private int count;
    private int lastCount;

    /**
     * Judges the packet at the head of the queue.
     *
     * @param queuedBytes octets in the queue, this packet included
     * @return whether to signal congestion by this packet
     */
    boolean signals(long sojournNs, long queuedBytes, long targetNs, long intervalNs, long nowNs) {
        boolean above = isAbove(sojournNs >= targetNs && queuedBytes > FairQueue.QUANTUM_BYTES, intervalNs, nowNs);
        if (!dropping) {
            return above && enter(intervalNs, nowNs);
        }
        if (!above) {
            dropping = false;
            return false;
        }
        if (nowNs < nextNs) {
            return false;
        }
        count++;
        nextNs = control(nextNs, intervalNs);
        return true;
    }

    /** RFC 8289 §4.2: above the target for a whole interval, with more than one packet in the queue. */
    private boolean isAbove(boolean tooLong, long intervalNs, long nowNs) {
        if (!tooLong) {
            firstAboveNs = 0;
            return false;
        }
        if (firstAboveNs == 0) {
            firstAboveNs = nowNs + intervalNs;
            return false;
        }
        return nowNs >= firstAboveNs;
    }

    private boolean enter(long intervalNs, long nowNs) {
        dropping = true;
        // RFC 8289 §5.5: a queue that was bad a moment ago goes on near the rate of drops that controlled it.
        int delta = count - lastCount;
        boolean recent = nowNs - nextNs < 16 * intervalNs;
        count = delta > 1 && recent ? delta : 1;
        lastCount = count;
        nextNs = control(nowNs, intervalNs);
        return true;
    }

    private long control(long fromNs, long intervalNs) {
        return fromNs + (long) (intervalNs / Math.sqrt(count));
    }
}
