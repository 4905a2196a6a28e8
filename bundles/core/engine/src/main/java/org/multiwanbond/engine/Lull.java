package org.multiwanbond.engine;

import org.multiwanbond.api.HotPath;

/**
 * When the send thread, with nothing left to read, rests for a moment instead of waiting for the next inner packet. While a
 * stream comes in, what the host has to send are mostly acknowledgments, one for each large frame it was given, and each one
 * wakes threads of both ends and of both hosts. After a lull several leave together. It is what network cards do with
 * interrupts. Confined to the send thread.
 *
 * <p>Where answers matter more than their cost there is no lull: questions and answers come in turns, few datagrams each, and
 * slow links bring few datagrams at a time. Nor is there one after another that brought nothing, nor where several sessions
 * share the thread, which its caller sees to.
 */
@HotPath
final class Lull {
    /** Four or five frames of 64 KiB at 2 Gbit/s; what it adds to a round trip is little beside the queue of such a stream. */
    static final long NS = 1_000_000;

    /** Datagrams delivered since the thread last had nothing to do, from which on they are a stream. */
    static final long STREAM = 16;

    private long deliveredBefore;
    private boolean vain;

    /**
     * Whether to rest now.
     *
     * @param delivered datagrams delivered to the host up to now
     */
    boolean isDue(long delivered) {
        boolean due = !vain && delivered - deliveredBefore >= STREAM;
        deliveredBefore = delivered;
        vain = false;
        return due;
    }

    /** Notes what came of the last one. */
    void brought(int packets) {
        vain = packets == 0;
    }
}
