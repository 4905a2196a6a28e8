package org.multiwanbond.engine.session;

import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.engine.send.SessionSender;
import org.multiwanbond.wire.control.ReliableFrame;

/** Is told of sessions. Called by the send thread; an implementation takes the call to the control thread. */
public interface SessionListener {
    void pathValidated(SessionSender sender, int path, Endpoint at);

    void pathChanged(SessionSender sender, int path, PathState state, String reason);

    void frame(SessionSender sender, ReliableFrame frame);

    void dead(SessionSender sender, long silentNs);

    void alive(SessionSender sender);

    void keyWorn(SessionSender sender);
}
