package org.multiwanbond.engine;

import java.util.List;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.engine.session.Session;
import org.multiwanbond.wire.control.ReliableFrame;

/** What an engine does as client or as server. Confined to the control thread. */
interface EngineRole {
    /** Takes over changed settings that do not change the role itself. */
    void settings(Settings settings, long nowNs);

    /** The devices of the host changed. */
    void devices(List<NetworkDevice> devices, long nowNs);

    /** The transport changed: all sockets are gone. */
    void transportChanged(long nowNs);

    /** Cipher suites came or went. */
    void suitesChanged(long nowNs);

    /** A handshake packet came. */
    void handshake(int socket, Endpoint from, byte[] packet, long nowNs);

    /** Lets time pass; answers when to call again. */
    long tick(long nowNs);

    /** First packet under new keys. */
    void confirmed(int localSessionId, int epoch, int socket, Endpoint from, long nowNs);

    /** The peer of a session fell silent. */
    void dead(Session session, long silentNs, long nowNs);

    /** The peer of a session answers again without a new handshake. */
    void alive(Session session, long nowNs);

    /** The key of a session is worn. */
    void keyWorn(Session session, long nowNs);

    /** A frame for the control thread. */
    void frame(Session session, ReliableFrame frame, long nowNs);

    /** The peer proved to be reachable on a path. */
    void pathValidated(Session session, int path, Endpoint at, long nowNs);

    /** The system refused to send on a socket. */
    void sendFailed(int socket, SendFailure cause, long nowNs);

    /** Takes a link out of use or back; answers whether there is such a link. */
    boolean pause(String wan, boolean paused, long nowNs);

    /** The links as configured; their paths are filled in by the caller. */
    List<LinkStatus> links();

    /** Addresses it listens on. */
    List<String> listening();

    /** Sentences a person should read, worst first. */
    List<String> problems(long nowNs);

    /** Says good-bye and closes everything of its own. */
    void stop(long nowNs);
}
