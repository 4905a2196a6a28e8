package org.multiwanbond.engine;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.engine.handshake.AdmittedPeers;
import org.multiwanbond.engine.handshake.EstablishedKeys;
import org.multiwanbond.engine.handshake.HandshakeMode;
import org.multiwanbond.engine.handshake.HandshakeSink;
import org.multiwanbond.engine.handshake.KnownSession;
import org.multiwanbond.engine.handshake.OwnOpening;
import org.multiwanbond.engine.handshake.PeerDirectory;
import org.multiwanbond.engine.handshake.Responder;
import org.multiwanbond.engine.handshake.ResponderContext;
import org.multiwanbond.engine.handshake.SessionDirectory;
import org.multiwanbond.engine.handshake.TimestampFile;
import org.multiwanbond.engine.handshake.Timestamps;
import org.multiwanbond.engine.send.PathPlan;
import org.multiwanbond.engine.session.Session;
import org.multiwanbond.wire.control.Close;
import org.multiwanbond.wire.control.ObservedAddress;
import org.multiwanbond.wire.control.RekeyRequest;
import org.multiwanbond.wire.control.ReliableFrame;
import org.multiwanbond.wire.handshake.Lsid;

/** Admits clients and keeps a session with each. Confined to the control thread. */
final class ServerRole implements EngineRole, HandshakeSink, SessionDirectory {
    private static final long TICK_NS = 100_000_000L;
    /** A silent session is remembered so long: protocol §9 asks for 30 s at least; a van in a tunnel takes longer. */
    private static final long MEMORY_NS = 180_000_000_000L;
    // Protocol §8: CLOSE codes.
    private static final int CLOSE_SHUTDOWN = 1;
    private static final int CLOSE_WITHDRAWN = 5;
    private static final int CLOSE_REPLACED = 6;
    /** Protocol §7 REKEY_REQUEST: reasons are free; 1 is a worn key, 2 a cipher that leaves. */
    private static final int REASON_WORN = 1;

    private static final int REASON_CIPHER = 2;

    private final Map<Integer, EstablishedKeys> pendingKeys = new HashMap<>();
    private final Map<Integer, Session> pendingSessions = new HashMap<>();
    private final InnerMtu mtu = new InnerMtu();
    private final RoleContext context;
    private final ServerSockets sockets;
    private final Timestamps timestamps;
    private final Responder responder;
    private Settings settings;
    private PeerDirectory peers;
    private PeerRules rules;
    private boolean routesStale;
    private List<NetworkDevice> devices;

    /**
     * A server without clients yet.
     *
     * @param queuedPackets handshake packets that wait
     */
    ServerRole(RoleContext context, Settings settings, List<NetworkDevice> devices, IntSupplier queuedPackets) {
        this.context = context;
        this.settings = settings;
        this.devices = devices;
        this.peers = AdmittedPeers.of(settings);
        this.rules = new PeerRules(settings);
        this.sockets = new ServerSockets(context.carrier());
        this.timestamps = new Timestamps(
                new TimestampFile(context.host().stateDir().resolve("handshake-timestamps"), EngineLog::warn));
        ResponderContext responderContext = new ResponderContext(
                key -> peers.find(key),
                () -> context.plugins().suites().numbers(this.settings.bond().ciphers()),
                this,
                context.ids(),
                timestamps,
                this,
                OwnOpening.NONE,
                queuedPackets,
                () -> InnerMtu.announced(this.settings.bond()));
        this.responder = new Responder(
                settings.identity().privateKey(),
                responderContext,
                context.host().random());
        wantTunnel();
    }

    private void wantTunnel() {
        context.tunnel()
                .want(new TunnelDeviceSettings(
                        settings.tunnel().device(),
                        mtu.of(settings.bond()),
                        settings.tunnel().addresses()));
        context.tunnel().session(true, List.of(), List.of());
    }

    @Override
    public void settings(Settings newSettings, long nowNs) {
        settings = newSettings;
        AdmittedPeers next = AdmittedPeers.of(newSettings);
        peers = next;
        rules = new PeerRules(newSettings);
        timestamps.retain(next.keys());
        for (Session session : context.sessions().live()) {
            if (rules.peer(session.peer()).isEmpty()) {
                close(session, CLOSE_WITHDRAWN, "this peer is no longer admitted", nowNs);
            } else {
                rule(session);
            }
        }
        wantTunnel();
        tick(nowNs);
    }

    /** Lets a peer send from its own prefixes only, and have what is sent to them. */
    private void rule(Session session) {
        rules.peer(session.peer()).ifPresent(peer -> session.prefixes(peer.addresses()));
        context.sessions().rules(session, rules.rules(session.peer()));
        routesStale = true;
    }

    @Override
    public void devices(List<NetworkDevice> newDevices, long nowNs) {
        devices = newDevices;
        tick(nowNs);
    }

    @Override
    public void transportChanged(long nowNs) {
        sockets.forget();
        tick(nowNs);
    }

    @Override
    public void suitesChanged(long nowNs) {
        List<Integer> now = context.plugins().suites().numbers(settings.bond().ciphers());
        for (Session session : context.sessions().live()) {
            if (!now.contains(session.keys().suite()) && !now.isEmpty()) {
                ask(session, REASON_CIPHER, nowNs);
            }
        }
    }

    private void ask(Session session, int reason, long nowNs) {
        session.loops().toSend().post(() -> session.sender().send(new RekeyRequest(reason), nowNs));
    }

    @Override
    public void handshake(int socket, Endpoint from, byte[] packet, long nowNs) {
        responder.received(
                socket,
                from,
                packet,
                packet.length,
                nowNs,
                context.host().epochMs().getAsLong());
    }

    @Override
    public long tick(long nowNs) {
        sockets.update(settings.bond().listen(), devices, settings.tunnel().device(), nowNs);
        for (Session session : context.sessions().live()) {
            if (session.silentSinceNs() != 0 && nowNs - session.silentSinceNs() > MEMORY_NS) {
                end(session, nowNs);
            }
        }
        reroute();
        followPaths(nowNs);
        return Math.min(responder.tick(nowNs), nowNs + TICK_NS);
    }

    /** One device serves all sessions: its automatic MTU fits the paths of each. */
    private void followPaths(long nowNs) {
        context.sessions().live().stream()
                .filter(Session::isEstablished)
                .mapToInt(session -> session.sender().leastPayloadBytes())
                .min()
                .ifPresent(bytes -> {
                    if (mtu.observe(bytes, nowNs)) {
                        wantTunnel();
                    }
                });
    }

    @Override
    public void send(int socket, Endpoint to, byte[] packet) {
        Loops first = context.workers().first();
        first.toSend().post(() -> first.send().sendRaw(socket, to, packet));
    }

    @Override
    public void clockOff(String peerId, long aheadSeconds) {
        EngineLog.warn("The clock of " + peerId + " differs from ours by " + aheadSeconds + " s.");
    }

    @Override
    public void pending(EstablishedKeys keys) {
        int id = keys.localSessionId();
        pendingKeys.put(id, keys);
        if (keys.mode() == HandshakeMode.REKEY) {
            context.sessions().byLocalId(id).ifPresent(session -> context.sessions()
                    .offer(session, keys));
            return;
        }
        Optional<Session> resumed = keys.resumed() ? live(keys.lsid()) : Optional.empty();
        context.sessions()
                .make(keys, keys.peerId(), resumed, rules.rules(keys.peerId()))
                .ifPresent(session -> pendingSessions.put(id, session));
    }

    @Override
    public void forgotten(EstablishedKeys keys) {
        int id = keys.localSessionId();
        pendingKeys.remove(id);
        if (keys.mode() == HandshakeMode.REKEY) {
            int epoch = (int) keys.epoch();
            context.sessions().byLocalId(id).ifPresent(session -> session.loops()
                    .toReceive()
                    .post(() -> session.gate().keys().withdraw(epoch)));
            return;
        }
        Optional.ofNullable(pendingSessions.remove(id)).ifPresent(context.sessions()::drop);
    }

    @Override
    public void confirmed(int localSessionId, int epoch, int socket, Endpoint from, long nowNs) {
        EstablishedKeys keys = pendingKeys.remove(localSessionId);
        if (keys == null) {
            return;
        }
        responder.confirmed(localSessionId);
        if (keys.mode() == HandshakeMode.REKEY) {
            context.sessions().byLocalId(localSessionId).ifPresent(session -> {
                context.sessions().switchTo(session, keys, nowNs);
                session.state(Session.ESTABLISHED, "", nowNs);
            });
            return;
        }
        Session session = pendingSessions.remove(localSessionId);
        if (session != null) {
            begin(session, socket, from, nowNs);
        }
    }

    private void begin(Session session, int socket, Endpoint from, long nowNs) {
        for (Session old : context.sessions().live()) {
            if (old.peer().equals(session.peer())) {
                close(old, CLOSE_REPLACED, "replaced by a newer session", nowNs);
            }
        }
        context.sessions().activate(session, nowNs);
        PathPlan plan = new PathPlan(0, "path-0", 0, 0, socket, 0, 0);
        session.loops().toSend().post(() -> session.sender().addFirstPath(plan, from, nowNs));
        ServerPush.of(settings).ifPresent(push -> session.loops().toSend().post(() -> session.sender()
                .send(push, nowNs)));
        tell(session, 0, from, nowNs);
        rule(session);
        EngineLog.established(session.peer(), session.keys(), context.plugins().suites());
    }

    private void tell(Session session, int path, Endpoint at, long nowNs) {
        InetSocketAddress observed = at.socketAddress();
        ObservedAddress frame = new ObservedAddress(path, observed.getAddress(), observed.getPort());
        session.loops().toSend().post(() -> session.sender().send(frame, nowNs));
    }

    private void close(Session session, int code, String text, long nowNs) {
        // A resumed session's first packets may still be under way: the peer knows that it replaced this one.
        if (code != CLOSE_REPLACED) {
            session.loops().toSend().post(() -> session.sender().close(code, text, nowNs));
        }
        end(session, nowNs);
    }

    private void end(Session session, long nowNs) {
        routesStale = true;
        context.sessions().drop(session);
        context.ids().release(session.keys().localSessionId(), nowNs);
    }

    /** Routes inner packets to the sessions, once for all changes of a turn. */
    private void reroute() {
        if (!routesStale) {
            return;
        }
        routesStale = false;
        Map<Session, List<Prefix>> routes = new HashMap<>();
        context.sessions().live().forEach(session -> routes.put(session, rules.prefixes(session.peer())));
        context.sessions().route(routes);
    }

    @Override
    public Optional<KnownSession> bySessionId(int localSessionId) {
        return context.sessions().byLocalId(localSessionId).map(Session::known);
    }

    @Override
    public Optional<KnownSession> byLsid(Lsid lsid) {
        return live(lsid).map(Session::known);
    }

    private Optional<Session> live(Lsid lsid) {
        return context.sessions().live().stream()
                .filter(session -> session.lsid().equals(lsid))
                .findFirst();
    }

    @Override
    public void dead(Session session, long silentNs, long nowNs) {
        if (session.isEstablished()) {
            session.state(
                    Session.CONNECTING, "the client has not answered for " + silentNs / 1_000_000L + " ms", nowNs);
            EngineLog.silent(session.peer(), silentNs);
        }
    }

    @Override
    public void alive(Session session, long nowNs) {
        session.state(Session.ESTABLISHED, "", nowNs);
    }

    @Override
    public void keyWorn(Session session, long nowNs) {
        ask(session, REASON_WORN, nowNs);
    }

    @Override
    public void frame(Session session, ReliableFrame frame, long nowNs) {
        if (frame instanceof Close close) {
            EngineLog.closed(session.peer(), close);
            end(session, nowNs);
        }
    }

    @Override
    public void pathValidated(Session session, int path, Endpoint at, long nowNs) {
        tell(session, path, at, nowNs);
    }

    @Override
    public void sendFailed(int socket, SendFailure cause, long nowNs) {
        // One client's dead address says nothing about the others behind the same socket: probes decide.
    }

    @Override
    public boolean pause(String wan, boolean paused, long nowNs) {
        return false;
    }

    @Override
    public List<LinkStatus> links() {
        return List.of();
    }

    @Override
    public List<String> listening() {
        return sockets.listening();
    }

    @Override
    public List<String> problems(long nowNs) {
        List<String> problems = new ArrayList<>(sockets.problems());
        if (settings.peers().isEmpty()) {
            problems.add("No client is admitted: add one with peer:add.");
        }
        return problems;
    }

    @Override
    public void stop(long nowNs) {
        for (Session session : context.sessions().live()) {
            session.loops().toSend().post(() -> session.sender().close(CLOSE_SHUTDOWN, "the server stops", nowNs));
            end(session, nowNs);
        }
        pendingSessions.values().forEach(context.sessions()::drop);
        pendingSessions.clear();
        pendingKeys.clear();
        timestamps.flush();
        sockets.close();
    }
}
