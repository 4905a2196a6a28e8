package org.multiwanbond.engine.send;

import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.wire.control.ReliableFrame;

/** What a session's send side tells the control thread. Called by the send thread; must only post. */
public interface SenderEvents {
    /** The peer proved to be reachable there, on this path. */
    void validated(SessionSender sender, int path, Endpoint at);

    /** A path may carry data now, or may not any more. */
    void carriesData(SessionSender sender, int path, boolean carries);

    /** A path changed its state. */
    void pathChanged(SessionSender sender, int path, PathState state, String reason);

    /** The peer sent a frame the control thread decides about: CLOSE, REKEY_REQUEST, CONFIG_PUSH, OBSERVED_ADDRESS. */
    void frame(SessionSender sender, ReliableFrame frame);

    /** Nothing was heard of the peer for too long. */
    void dead(SessionSender sender, long silentNs);

    /** The peer answers again after it was reported dead. */
    void alive(SessionSender sender);

    /** The key should be replaced. */
    void keyWorn(SessionSender sender);
}
