package org.multiwanbond.engine.rehearsal;

import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.engine.receive.HandshakeInbox;
import org.multiwanbond.engine.receive.ReceiverEvents;
import org.multiwanbond.engine.send.SessionSender;
import org.multiwanbond.engine.session.SessionListener;
import org.multiwanbond.wire.control.ReliableFrame;

/** Hears what a rehearsal reports and makes nothing of it. Thread-safe. */
final class Unheard implements SessionListener, ReceiverEvents, HandshakeInbox {
    @Override
    public boolean offer(int socket, Endpoint from, byte[] packet) {
        return false;
    }

    @Override
    public void confirmed(int localSessionId, int epoch, int socket, Endpoint from) {
        // Both ends know their keys.
    }

    @Override
    public void pathValidated(SessionSender sender, int path, Endpoint at) {
        // A path that is there stays.
    }

    @Override
    public void pathChanged(SessionSender sender, int path, PathState state, String reason) {
        // Nobody is interested.
    }

    @Override
    public void frame(SessionSender sender, ReliableFrame frame) {
        // None is sent.
    }

    @Override
    public void dead(SessionSender sender, long silentNs) {
        // It ends soon anyway.
    }

    @Override
    public void alive(SessionSender sender) {
        // It ends soon anyway.
    }

    @Override
    public void keyWorn(SessionSender sender) {
        // It ends long before.
    }
}
