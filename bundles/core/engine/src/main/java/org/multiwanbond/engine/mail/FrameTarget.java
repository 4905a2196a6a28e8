package org.multiwanbond.engine.mail;

import org.multiwanbond.api.HotPath;

/** The session a slot of the mailbox is for. Called by the send thread. */
@HotPath
public interface FrameTarget {
    /** Frames the peer sent. */
    void received(FrameSlot slot);

    /** Frames the receive side wants sent: acknowledgments. */
    void transmit(FrameSlot slot);

    /** An authenticated packet with the highest number of its path came from another address. */
    void roamed(FrameSlot slot);
}
