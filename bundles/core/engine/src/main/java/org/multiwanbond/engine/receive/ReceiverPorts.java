package org.multiwanbond.engine.receive;

import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.fec.CodecCache;
import org.multiwanbond.engine.mail.FrameMailbox;

/**
 * What all sessions' receive sides share.
 *
 * @param mailbox to the send thread
 * @param drops counters of the thread that delivers
 * @param codecs erasure codes for what is received
 */
public record ReceiverPorts(FrameMailbox mailbox, Drops drops, CodecCache codecs) {}
