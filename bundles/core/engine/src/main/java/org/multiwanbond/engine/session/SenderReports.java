package org.multiwanbond.engine.session;

import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.engine.Loops;
import org.multiwanbond.engine.receive.SessionGate;
import org.multiwanbond.engine.receive.SessionReceiver;
import org.multiwanbond.engine.send.SenderEvents;
import org.multiwanbond.engine.send.SessionSender;
import org.multiwanbond.wire.control.ReliableFrame;

/**
 * Takes what one session's send side reports to its receive side, without a detour, and to the control thread. Called by
 * the send thread.
 */
final class SenderReports implements SenderEvents {
    private final Loops loops;
    private final SessionListener listener;
    private volatile SessionGate gate;

    SenderReports(Loops loops, SessionListener listener) {
        this.loops = loops;
        this.listener = listener;
    }

    /** Set once, before the session is active. */
    void gate(SessionGate itsGate) {
        gate = itsGate;
    }

    @Override
    public void validated(SessionSender sender, int path, Endpoint at) {
        SessionGate to = gate;
        loops.toReceive().post(() -> to.validated(path, at));
        listener.pathValidated(sender, path, at);
    }

    @Override
    public void carriesData(SessionSender sender, int path, boolean carries) {
        SessionReceiver to = gate.receiver();
        loops.toDeliver().post(() -> to.carriesData(path, carries));
    }

    @Override
    public void pathChanged(SessionSender sender, int path, PathState state, String reason) {
        listener.pathChanged(sender, path, state, reason);
    }

    @Override
    public void frame(SessionSender sender, ReliableFrame frame) {
        listener.frame(sender, frame);
    }

    @Override
    public void dead(SessionSender sender, long silentNs) {
        listener.dead(sender, silentNs);
    }

    @Override
    public void alive(SessionSender sender) {
        listener.alive(sender);
    }

    @Override
    public void keyWorn(SessionSender sender) {
        listener.keyWorn(sender);
    }
}
