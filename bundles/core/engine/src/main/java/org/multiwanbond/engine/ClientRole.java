package org.multiwanbond.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.engine.handshake.EstablishedKeys;
import org.multiwanbond.engine.handshake.HandshakeLink;
import org.multiwanbond.engine.handshake.HandshakeMode;
import org.multiwanbond.engine.handshake.Initiator;
import org.multiwanbond.engine.handshake.InitiatorContext;
import org.multiwanbond.engine.handshake.InitiatorIdentity;
import org.multiwanbond.engine.handshake.InitiatorSink;
import org.multiwanbond.engine.send.PathPlan;
import org.multiwanbond.engine.session.Session;
import org.multiwanbond.engine.session.Sessions;
import org.multiwanbond.wire.control.Close;
import org.multiwanbond.wire.control.ConfigPush;
import org.multiwanbond.wire.control.RekeyRequest;
import org.multiwanbond.wire.control.ReliableFrame;

/** Keeps one session to one server over all links that work. Confined to the control thread. */
final class ClientRole implements EngineRole, InitiatorSink {
    private static final String PEER = "server";
    private static final long TICK_NS = 100_000_000L;
    /** Protocol §7 PATH_REMOVE: the link was taken out of use. */
    private static final int REMOVED_BY_PERSON = 1;
    // Protocol §8: CLOSE codes.
    private static final int CLOSE_SHUTDOWN = 1;

    private final RoleContext context;
    private final ClientLinks links;
    private final Servers servers;
    private final Initiator initiator;
    private final RekeyClock rekeys;
    private final ClientTunnel tunnel;
    private Settings settings;
    private List<NetworkDevice> devices;
    private Optional<Session> session = Optional.empty();
    private boolean resolveAgain = true;

    ClientRole(RoleContext context, Settings settings, List<NetworkDevice> devices, boolean peer) {
        this.context = context;
        this.settings = settings;
        this.devices = devices;
        this.links = new ClientLinks(context.carrier(), settings.wans());
        this.servers = new Servers(context.host().resolver(), context.control());
        this.rekeys = new RekeyClock(context.host().random());
        this.tunnel = new ClientTunnel(context.tunnel());
        InitiatorIdentity identity = new InitiatorIdentity(
                settings.identity().privateKey(),
                settings.identity().presharedKey(),
                settings.bond().peerPublicKey().orElseThrow(),
                peer);
        InitiatorContext initiatorContext = new InitiatorContext(
                links::forHandshake,
                () -> context.plugins().suites().numbers(this.settings.bond().ciphers()),
                context.ids(),
                this,
                () -> InnerMtu.announced(this.settings.bond()));
        this.initiator =
                new Initiator(identity, initiatorContext, context.host().random());
    }

    @Override
    public void settings(Settings newSettings, long nowNs) {
        settings = newSettings;
        Map<String, WanSettings> wanted = new LinkedHashMap<>();
        newSettings.wans().forEach(wan -> wanted.put(wan.id(), wan));
        for (ClientLink link : links.all()) {
            WanSettings next = wanted.get(link.settings().id());
            if (next == null || needsNewSocket(link.settings(), next)) {
                retire(link, "", nowNs);
                links.remove(link);
            } else {
                link.settings(next);
                updatePath(link, nowNs);
            }
        }
        newSettings.wans().forEach(links::add);
        session.ifPresent(live -> tunnel.apply(settings, live.keys().terms()));
    }

    private static boolean needsNewSocket(WanSettings old, WanSettings next) {
        return !old.device().equals(next.device())
                || !old.localAddress().equals(next.localAddress())
                || !old.server().equals(next.server())
                || old.role() != next.role();
    }

    private void updatePath(ClientLink link, long nowNs) {
        if (session.isPresent() && link.hasPath() && link.isOpen()) {
            Session live = session.get();
            Endpoint to = link.server();
            PathPlan plan = link.plan();
            live.loops().toSend().post(() -> live.sender().addPath(plan, to, nowNs));
        }
    }

    /** Takes a link's path and socket away. */
    private void retire(ClientLink link, String why, long nowNs) {
        if (session.isPresent() && link.hasPath()) {
            Session live = session.get();
            int pathId = link.pathId();
            context.plans().look(live, nowNs);
            live.loops().toSend().post(() -> live.sender().removePath(pathId, REMOVED_BY_PERSON, nowNs));
        }
        link.shut(why);
    }

    @Override
    public void devices(List<NetworkDevice> newDevices, long nowNs) {
        devices = newDevices;
        for (ClientLink link : links.all()) {
            if (link.isOpen() && !link.isAlive(newDevices)) {
                int socket = link.socket();
                session.ifPresent(live -> live.loops().toSend().post(() -> live.sender()
                        .socketFailed(socket, "the device or its address is gone", nowNs)));
                link.shut("");
            }
        }
    }

    @Override
    public void transportChanged(long nowNs) {
        links.all().forEach(ClientLink::forgetSocket);
        tick(nowNs);
    }

    @Override
    public void suitesChanged(long nowNs) {
        session.ifPresent(live -> {
            List<Integer> now =
                    context.plugins().suites().numbers(settings.bond().ciphers());
            boolean gone = !now.contains(live.keys().suite());
            boolean better = !gone && now.indexOf(live.keys().suite()) > 0;
            if ((gone || better) && !now.isEmpty()) {
                rekey(live, nowNs);
            }
        });
    }

    private void rekey(Session live, long nowNs) {
        if (!initiator.outstanding()) {
            rekeys.asked(nowNs);
            live.state(Session.REKEYING, "", nowNs);
            initiator.rekey(live.known(), nowNs);
            initiator.tick(nowNs, context.host().epochMs().getAsLong());
        }
    }

    @Override
    public void handshake(int socket, Endpoint from, byte[] packet, long nowNs) {
        initiator.received(socket, from, packet, packet.length, nowNs);
    }

    @Override
    public long tick(long nowNs) {
        for (ClientLink link : links.all()) {
            if (link.spent(context.plans().isSpent(link.settings().id()))) {
                updatePath(link, nowNs);
            }
            open(link, nowNs);
        }
        if (session.isEmpty() && !initiator.outstanding() && links.isAnyOpen()) {
            initiator.open(nowNs);
        }
        session.filter(live -> live.isEstablished() && rekeys.isDue(live.keysSinceNs(), nowNs))
                .ifPresent(live -> rekey(live, nowNs));
        session.ifPresent(live -> tunnel.tick(settings, live, nowNs));
        long dueNs = initiator.tick(nowNs, context.host().epochMs().getAsLong());
        return Math.min(dueNs, nowNs + TICK_NS);
    }

    private void open(ClientLink link, long nowNs) {
        Optional<HostPort> host =
                link.settings().server().or(() -> settings.bond().server());
        if (host.isEmpty()) {
            return;
        }
        List<InetAddress> addresses = servers.addresses(host.get().host(), resolveAgain, nowNs);
        if (addresses.isEmpty()) {
            link.problem(servers.problem(host.get().host()));
            return;
        }
        resolveAgain = false;
        if (link.open(addresses, host.get().port(), devices, nowNs) && session.isPresent()) {
            addPath(session.get(), link, nowNs);
        }
    }

    private void addPath(Session live, ClientLink link, long nowNs) {
        if (!links.assignPath(link, live.keys().terms().maxPaths())) {
            link.problem("Link " + link.settings().id() + ": the session has no room for another path.");
            return;
        }
        Endpoint to = link.server();
        PathPlan plan = link.plan();
        live.loops().toSend().post(() -> live.sender().addPath(plan, to, nowNs));
    }

    @Override
    public void send(int socket, Endpoint to, byte[] packet) {
        Loops first = context.workers().first();
        first.toSend().post(() -> first.send().sendRaw(socket, to, packet));
    }

    @Override
    public void established(EstablishedKeys keys, HandshakeLink over) {
        long nowNs = context.host().nanoClock().getAsLong();
        if (keys.mode() == HandshakeMode.REKEY && session.isPresent()) {
            Session live = session.get();
            context.sessions().offer(live, keys);
            context.sessions().switchTo(live, keys, nowNs);
            live.state(Session.ESTABLISHED, "", nowNs);
            return;
        }
        Optional<Session> resumed = keys.resumed() ? session : Optional.empty();
        Sessions.Rules rules = new Sessions.Rules(PrefixSet.ANY, AddressSet.NONE);
        Optional<Session> made = context.sessions().make(keys, PEER, resumed, rules);
        Optional<Session> old = session;
        made.ifPresent(live -> begin(live, over, nowNs));
        old.ifPresent(gone -> end(gone, nowNs));
    }

    private void begin(Session live, HandshakeLink over, long nowNs) {
        session = Optional.of(live);
        resolveAgain = false;
        context.sessions().activate(live, nowNs);
        context.sessions().route(Map.of(live, List.of(Prefix.parse("0.0.0.0/0"), Prefix.parse("::/0"))));
        links.forgetPaths();
        ClientLink first = links.find(over.name()).orElseThrow();
        first.pathId(0);
        live.loops().toReceive().post(() -> live.gate().validated(0, over.to()));
        PathPlan plan = first.plan();
        live.loops().toSend().post(() -> {
            live.sender().addFirstPath(plan, over.to(), nowNs);
            // The server knows the path by the handshake alone: this tells it name, role and cap.
            live.sender().addPath(plan, over.to(), nowNs);
        });
        for (ClientLink link : links.all()) {
            if (link != first && link.isOpen()) {
                addPath(live, link, nowNs);
            }
        }
        tunnel.apply(settings, live.keys().terms());
        tunnel.up(true);
        EngineLog.established(PEER, live.keys(), context.plugins().suites());
    }

    private void end(Session gone, long nowNs) {
        context.plans().look(gone, nowNs);
        context.sessions().drop(gone);
        context.ids().release(gone.keys().localSessionId(), nowNs);
    }

    @Override
    public void confirmed(int localSessionId, int epoch, int socket, Endpoint from, long nowNs) {
        rekeys.confirmed(nowNs);
    }

    @Override
    public void dead(Session live, long silentNs, long nowNs) {
        if (live.isEstablished()) {
            live.state(Session.CONNECTING, "the server has not answered for " + silentNs / 1_000_000L + " ms", nowNs);
            tunnel.up(false);
            EngineLog.silent(PEER, silentNs);
            initiator.stop(nowNs);
        }
        if (!initiator.outstanding()) {
            resolveAgain = true;
            initiator.resume(live.lsid(), nowNs);
            initiator.tick(nowNs, context.host().epochMs().getAsLong());
        }
    }

    @Override
    public void alive(Session live, long nowNs) {
        if (!live.isEstablished()) {
            initiator.stop(nowNs);
            live.state(Session.ESTABLISHED, "", nowNs);
            tunnel.up(true);
        }
    }

    @Override
    public void keyWorn(Session live, long nowNs) {
        rekey(live, nowNs);
    }

    @Override
    public void frame(Session live, ReliableFrame frame, long nowNs) {
        if (frame instanceof RekeyRequest) {
            rekey(live, nowNs);
        } else if (frame instanceof ConfigPush push) {
            tunnel.pushed(push);
        } else if (frame instanceof Close close) {
            EngineLog.closed(PEER, close);
            end(live, nowNs);
            session = Optional.empty();
            links.forgetPaths();
            tunnel.up(false);
        }
    }

    @Override
    public void pathValidated(Session live, int path, Endpoint at, long nowNs) {
        // The path was opened by this side, which knows the address.
    }

    @Override
    public void sendFailed(int socket, SendFailure cause, long nowNs) {
        if (cause == SendFailure.TOO_LONG) {
            return;
        }
        String why = cause == SendFailure.FORBIDDEN ? "a firewall refuses its packets" : "the network is unreachable";
        session.ifPresent(live -> live.loops().toSend().post(() -> live.sender().socketFailed(socket, why, nowNs)));
    }

    @Override
    public boolean pause(String wan, boolean paused, long nowNs) {
        Optional<ClientLink> link = links.find(wan);
        link.ifPresent(found -> {
            found.paused(paused);
            if (paused) {
                retire(found, "", nowNs);
            } else {
                tick(nowNs);
            }
        });
        return link.isPresent();
    }

    @Override
    public List<LinkStatus> links() {
        return links.status(devices, context.plans());
    }

    @Override
    public List<String> listening() {
        return List.of();
    }

    @Override
    public List<String> problems(long nowNs) {
        List<String> problems = new ArrayList<>(links.problems());
        initiator.problem(nowNs).ifPresent(text -> problems.add(0, text));
        problems.addAll(context.plans().problems());
        return problems;
    }

    @Override
    public void stop(long nowNs) {
        initiator.stop(nowNs);
        session.ifPresent(live -> {
            live.loops().toSend().post(() -> live.sender().close(CLOSE_SHUTDOWN, "the client stops", nowNs));
            end(live, nowNs);
        });
        session = Optional.empty();
        links.all().forEach(link -> link.shut(""));
    }
}
