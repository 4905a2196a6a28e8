package org.multiwanbond.netlab.link;

/** What can happen to a packet on a link; each is counted. */
public enum LinkEvent {
    /** Given to the link. */
    OFFERED,
    /** Handed out at the far end, copies included. */
    DELIVERED,
    /** Dropped because the queue was full. */
    QUEUE_FULL,
    /** Lost at random. */
    LOST,
    /** Lost in a burst. */
    BURST_LOST,
    /** Longer than the MTU. */
    TOO_LONG,
    /** Swallowed by the blackhole. */
    BLACKHOLED,
    /** Delivered a second time. */
    DUPLICATED,
    /** Held back so that others overtake it. */
    REORDERED,
    /** Delivered with one bit flipped. */
    CORRUPTED
}
