package org.multiwanbond.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.api.config.BondSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.ThreadPlan;
import org.multiwanbond.api.event.BondEvent;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.send.SendPorts;
import org.multiwanbond.engine.send.SessionSender;
import org.multiwanbond.engine.session.Session;
import org.multiwanbond.wire.control.ReliableFrame;

/** What the control thread does: chooses role and plugins, and passes on what the data threads report. Confined to it. */
final class Conductor {
    /** A turn at least this often. */
    static final long LONGEST_WAIT_NS = 50_000_000L;

    private final RoleContext context;
    private final Retirement retirement;
    private final StatusMaker statuses;
    private final Inquiry inquiry;
    /** The scheme of protocol §6. */
    private static final String REED_SOLOMON = "1";

    private Optional<Settings> settings = Optional.empty();
    private Optional<EngineRole> role = Optional.empty();
    private Optional<Ranked<BalancerFactory>> balancer = Optional.empty();
    private List<NetworkDevice> devices = List.of();
    private boolean stopped;
    private boolean closed;
    private volatile int queuedHandshakes;

    Conductor(RoleContext context) {
        this.context = context;
        this.retirement = new Retirement(context);
        this.statuses = new StatusMaker(context);
        this.inquiry = new Inquiry(context);
    }

    long nowNs() {
        return context.host().nanoClock().getAsLong();
    }

    void settings(Settings next) {
        boolean same = role.isPresent() && settings.isPresent() && isSameRole(settings.get(), next);
        settings = Optional.of(next);
        boolean staffed = staff();
        tellLoops(next);
        context.plans().settings(opens(next) ? next.wans() : List.of(), nowNs());
        if (same && staffed) {
            role.get().settings(next, nowNs());
        } else {
            role.ifPresent(old -> old.stop(nowNs()));
            context.carrier().refresh();
            role = Optional.of(role(next));
        }
        balancersChanged();
    }

    private void tellLoops(Settings now) {
        for (Loops loops : context.workers().all()) {
            SendPorts ports = loops.send().ports();
            loops.toSend().post(() -> {
                ports.holdDown(now.bond().holdDown());
                ports.fec(now.bond().fec());
            });
        }
    }

    /**
     * Brings workers and threads to what settings and plugins allow; answers whether the role could go on. Another number
     * of workers is other loops, so that sessions end; threads of a worker change under them.
     */
    private boolean staff() {
        ThreadPlan plan = Staffing.of(
                settings.get().bond().threads(),
                !opens(settings.get()),
                Runtime.getRuntime().availableProcessors());
        Workers workers = context.workers();
        workers.threadsEach(plan.each());
        int most = Math.min(context.carrier().mostWorkers(), context.tunnel().mostWorkers());
        int count = Math.min(plan.workers(), most);
        if (count == workers.count()) {
            return true;
        }
        role.ifPresent(old -> old.stop(nowNs()));
        role = Optional.empty();
        boolean started = workers.isStarted();
        if (!workers.stop()) {
            return false;
        }
        context.tunnel().reopen();
        context.carrier().close();
        workers.renew(count, started);
        context.ids().workers(count);
        codecsChanged();
        EngineLog.workers(count);
        return false;
    }

    /** As {@link #staff}, and begins the role anew where it had to end. */
    private void restaff() {
        if (settings.isPresent() && !staff()) {
            tellLoops(settings.get());
            context.carrier().refresh();
            role = Optional.of(role(settings.get()));
        }
    }

    private static boolean isSameRole(Settings old, Settings next) {
        BondSettings was = old.bond();
        BondSettings will = next.bond();
        return was.role() == will.role()
                && was.server().equals(will.server())
                && was.peerPublicKey().equals(will.peerPublicKey())
                && old.identity().equals(next.identity());
    }

    private static boolean opens(Settings next) {
        return next.bond().role() == Role.CLIENT
                || next.bond().role() == Role.PEER && next.bond().server().isPresent();
    }

    private EngineRole role(Settings next) {
        return opens(next)
                ? new ClientRole(context, next, devices, next.bond().role() == Role.PEER)
                : new ServerRole(context, next, devices, () -> queuedHandshakes);
    }

    void devices(List<NetworkDevice> newDevices) {
        devices = newDevices;
        role.ifPresent(now -> now.devices(newDevices, nowNs()));
    }

    CompletableFuture<Void> balancersChanged() {
        String wanted = settings.map(now -> now.bond().mode()).orElse("");
        Optional<Ranked<BalancerFactory>> next = context.plugins().balancers().preferring(wanted);
        if (!next.equals(balancer)) {
            balancer = next;
            context.sessions().balancer(next.map(Ranked::service));
            EngineLog.balancer(wanted, next);
        }
        // Commands are kept in order: when this one has run, so have those that replaced the balancers.
        return context.workers().each(loops -> loops.toSend().call(() -> {}));
    }

    CompletableFuture<Void> codecsChanged() {
        Optional<CodecFactory> codec =
                context.plugins().codecs().named(REED_SOLOMON).map(Ranked::service);
        return context.workers().each(loops -> loops.use(codec));
    }

    CompletableFuture<Void> transportsChanged() {
        restaff();
        return context.carrier().refresh();
    }

    CompletableFuture<Void> tunnelsChanged() {
        context.tunnel().tick(nowNs());
        return openNext();
    }

    /** Opens the next tunnel device as soon as nobody is inside the old one: meanwhile the host has none. */
    private CompletableFuture<Void> openNext() {
        CompletableFuture<Void> released = context.tunnel().released();
        released.thenRun(() -> context.control().post(() -> tick(nowNs())));
        return released;
    }

    CompletableFuture<Void> suitesChanged(Optional<Integer> gone) {
        role.ifPresent(now -> now.suitesChanged(nowNs()));
        return gone.map(number -> retirement.begin(number, nowNs()))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    long tick(long nowNs) {
        if (stopped) {
            return Long.MAX_VALUE;
        }
        restaff();
        context.tunnel().tick(nowNs);
        retirement.tick(nowNs);
        context.plans().tick(nowNs);
        long dueNs = nowNs + LONGEST_WAIT_NS;
        return role.isPresent() ? Math.min(dueNs, role.get().tick(nowNs)) : dueNs;
    }

    void stop() {
        role.ifPresent(now -> now.stop(nowNs()));
        role = Optional.empty();
        stopped = true;
    }

    /** Closes socket and device after the data threads have ended; a second call does nothing. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        context.plans().close();
        context.tunnel().close();
        context.carrier().close();
    }

    boolean isStopped() {
        return stopped;
    }

    void deviceGone() {
        context.tunnel().gone();
        openNext();
    }

    /** How many handshake packets wait; set by any thread. */
    void queued(int packets) {
        queuedHandshakes = packets;
    }

    void handshake(int socket, Endpoint from, byte[] packet) {
        role.ifPresent(now -> now.handshake(socket, from, packet, nowNs()));
    }

    void confirmed(int localSessionId, int epoch, int socket, Endpoint from) {
        role.ifPresent(now -> now.confirmed(localSessionId, epoch, socket, from, nowNs()));
    }

    void pathValidated(SessionSender sender, int path, Endpoint at) {
        with(sender, session -> role.ifPresent(now -> now.pathValidated(session, path, at, nowNs())));
    }

    void pathChanged(SessionSender sender, int path, PathState state, String reason) {
        with(sender, session -> {
            String wan = sender.wan(path);
            boolean settled = session.settles(path, state);
            EngineLog.path(session.peer(), wan, state, reason, settled);
            if (!settled) {
                return;
            }
            BondEvent.Severity severity =
                    state == PathState.DOWN ? BondEvent.Severity.WARNING : BondEvent.Severity.INFO;
            String text = "Link " + wan + " of " + session.peer() + " is " + EngineLog.word(state)
                    + (reason.isEmpty() ? "." : ": " + reason + ".");
            long epochMs = context.host().epochMs().getAsLong();
            context.host()
                    .events()
                    .accept(new BondEvent(epochMs, severity, "path-" + EngineLog.word(state), wan, text));
        });
    }

    void frame(SessionSender sender, ReliableFrame frame) {
        with(sender, session -> role.ifPresent(now -> now.frame(session, frame, nowNs())));
    }

    void dead(SessionSender sender, long silentNs) {
        with(sender, session -> role.ifPresent(now -> now.dead(session, silentNs, nowNs())));
    }

    void alive(SessionSender sender) {
        with(sender, session -> role.ifPresent(now -> now.alive(session, nowNs())));
    }

    void keyWorn(SessionSender sender) {
        with(sender, session -> role.ifPresent(now -> now.keyWorn(session, nowNs())));
    }

    private interface SessionStep {
        void on(Session session);
    }

    private void with(SessionSender sender, SessionStep step) {
        context.sessions().of(sender).ifPresent(step::on);
    }

    void transportChanged() {
        role.ifPresent(now -> now.transportChanged(nowNs()));
    }

    void sendFailed(int socket, SendFailure cause) {
        role.ifPresent(now -> now.sendFailed(socket, cause, nowNs()));
    }

    Inquiry inquiry() {
        return inquiry;
    }

    /** As configured, {@code off} before anything is. */
    String fec() {
        return settings.map(now -> now.bond().fec()).orElse("off");
    }

    boolean pause(String wan, boolean paused) {
        return role.isPresent() && role.get().pause(wan, paused, nowNs());
    }

    CompletableFuture<BondStatus> status() {
        return statuses.make(settings, role, balancer.map(Ranked::key).orElse(""), nowNs());
    }
}
