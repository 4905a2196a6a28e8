package org.multiwanbond.engine.receive;

import org.multiwanbond.api.net.Endpoint;

/** What a session's receive side tells the control thread. Called by the receive thread; must only post. */
public interface ReceiverEvents {
    /** The first packet under a new epoch was authentic; it came by this socket from this address. */
    void confirmed(int localSessionId, int epoch, int socket, Endpoint from);
}
