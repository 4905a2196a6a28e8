package org.multiwanbond.engine;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.transport.SendFailure;
import org.multiwanbond.engine.handshake.SessionIds;
import org.multiwanbond.engine.mail.CommandQueue;
import org.multiwanbond.engine.receive.HandshakeInbox;
import org.multiwanbond.engine.receive.ReceiverEvents;
import org.multiwanbond.engine.registry.Plugins;
import org.multiwanbond.engine.send.SessionSender;
import org.multiwanbond.engine.session.SessionListener;
import org.multiwanbond.engine.session.Sessions;
import org.multiwanbond.wire.control.ReliableFrame;

/**
 * One end of a bond: settings and plugins in, sessions out. Public methods are thread-safe: they post to the control
 * thread, which alone touches what is inside.
 */
public final class Engine implements SessionListener, ReceiverEvents, HandshakeInbox, Carrier.Listener {
    /** Protocol §5: "handshake queue ≥ 512 of 1 024". */
    private static final int HANDSHAKE_QUEUE = 1_024;

    private final Semaphore wakeUps = new Semaphore(0);
    private final CommandQueue control = new CommandQueue(wakeUps::release);
    private final AtomicInteger handshakesQueued = new AtomicInteger();
    private final EngineHost host;
    private final Plugins plugins;
    private final Workers workers;
    private final Conductor conductor;
    private volatile boolean ended;

    public Engine(EngineHost host, Plugins plugins) {
        this.host = host;
        this.plugins = plugins;
        this.workers = new Workers(worker ->
                new Loops(worker, host.nanoClock(), host.random(), this, () -> onControl(c -> c.deviceGone())));
        Sessions sessions = new Sessions(workers, plugins.suites(), this, this);
        Carrier carrier = new Carrier(workers, control, plugins.transports(), this);
        TunnelHolder tunnel = new TunnelHolder(workers, plugins.tunnels(), host.tunnel());
        SessionIds ids = new SessionIds(host.random());
        DataPlans plans = new DataPlans(host, sessions, ZoneId.systemDefault());
        this.conductor =
                new Conductor(new RoleContext(host, plugins, workers, control, carrier, tunnel, sessions, ids, plans));
    }

    private interface Step {
        void on(Conductor conductor);
    }

    private void onControl(Step step) {
        control.post(() -> step.on(conductor));
    }

    /** Runs the control loop in this thread until {@link #stop}; the data threads run meanwhile. */
    public void run() {
        workers.start();
        while (!conductor.isStopped()) {
            long dueNs = turn(host.nanoClock().getAsLong());
            Waiting.until(
                    wakeUps,
                    Math.min(Conductor.LONGEST_WAIT_NS, dueNs - host.nanoClock().getAsLong()));
        }
        workers.stop();
        conductor.close();
        ended = true;
    }

    private long turn(long nowNs) {
        try {
            control.drain();
            long dueNs = conductor.tick(nowNs);
            return control.isEmpty() ? dueNs : nowNs;
        } catch (RuntimeException e) {
            EngineLog.bug("control", e);
            return nowNs + Conductor.LONGEST_WAIT_NS;
        }
    }

    /** One instant of a simulation: all three loops without threads; answers when something is due. */
    public long act(long nowNs) {
        long dueNs;
        boolean worked;
        do {
            worked = control.drain();
            dueNs = conductor.tick(nowNs);
            for (Loops loops : workers.all()) {
                dueNs = Math.min(dueNs, loops.act(nowNs));
            }
            worked |= wakeUps.tryAcquire();
            wakeUps.drainPermits();
        } while (worked);
        if (conductor.isStopped()) {
            conductor.close();
        }
        return dueNs;
    }

    /** Says good-bye to peers, closes sockets and device, ends the threads. */
    public CompletableFuture<Void> stop() {
        return control.call(conductor::stop);
    }

    /** Takes over settings. */
    public void settings(Settings settings) {
        onControl(c -> c.settings(settings));
    }

    /** Takes over the devices of the host. */
    public void devices(List<NetworkDevice> devices) {
        onControl(c -> c.devices(devices));
    }

    /** Looks again which balancer is best; completes when no session uses another any more. */
    public CompletableFuture<Void> balancersChanged() {
        return conductorDone(Conductor::balancersChanged);
    }

    /** Looks again which erasure code is best; completes when no thread is inside another any more. */
    public CompletableFuture<Void> codecsChanged() {
        return conductorDone(Conductor::codecsChanged);
    }

    /** Looks again which transport is best; completes when no thread is inside another any more. */
    public CompletableFuture<Void> transportsChanged() {
        return conductorDone(Conductor::transportsChanged);
    }

    /** Looks again which tunnel device is best; completes when no thread is inside another any more. */
    public CompletableFuture<Void> tunnelsChanged() {
        return conductorDone(Conductor::tunnelsChanged);
    }

    /** A suite came, or one went: then its number is given and the result completes when nothing uses it any more. */
    public CompletableFuture<Void> suitesChanged(Optional<Integer> gone) {
        return conductorDone(c -> c.suitesChanged(gone));
    }

    /** Takes a suite out of use. */
    public CompletableFuture<Void> withdraw(CipherSuite suite) {
        return suitesChanged(plugins.suites().remove(suite));
    }

    private interface Change {
        CompletableFuture<Void> on(Conductor conductor);
    }

    private CompletableFuture<Void> conductorDone(Change change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (ended) {
            // Nothing runs any more that could hold on to a plugin.
            done.complete(null);
            return done;
        }
        onControl(c -> change.on(c).whenComplete((nothing, failure) -> done.complete(null)));
        return done;
    }

    /** The status, as soon as all threads have given their part. */
    public CompletableFuture<BondStatus> status() {
        CompletableFuture<BondStatus> done = new CompletableFuture<>();
        onControl(c -> c.status().whenComplete((status, failure) -> {
            if (failure == null) {
                done.complete(status);
            } else {
                done.completeExceptionally(failure);
            }
        }));
        return done;
    }

    /** Something to ask on the control thread. */
    interface Asked<T> {
        CompletableFuture<T> on(Inquiry inquiry, long nowNs);
    }

    /** What the status does not tell; the future completes on a data thread. */
    <T> CompletableFuture<T> inquire(Asked<T> asked) {
        CompletableFuture<T> done = new CompletableFuture<>();
        onControl(c -> asked.on(c.inquiry(), c.nowNs()).whenComplete((answer, failure) -> {
            if (failure == null) {
                done.complete(answer);
            } else {
                done.completeExceptionally(failure);
            }
        }));
        return done;
    }

    /** Forward error correction as configured. */
    CompletableFuture<String> fec() {
        CompletableFuture<String> done = new CompletableFuture<>();
        onControl(c -> done.complete(c.fec()));
        return done;
    }

    /** Takes a link out of use or back; tells whether there is such a link. */
    public CompletableFuture<Boolean> pause(String wan, boolean paused) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        onControl(c -> done.complete(c.pause(wan, paused)));
        return done;
    }

    @Override
    public boolean offer(int socket, Endpoint from, byte[] packet) {
        if (handshakesQueued.get() >= HANDSHAKE_QUEUE) {
            return false;
        }
        conductor.queued(handshakesQueued.incrementAndGet());
        onControl(c -> {
            c.queued(handshakesQueued.decrementAndGet());
            c.handshake(socket, from, packet);
        });
        return true;
    }

    @Override
    public void confirmed(int localSessionId, int epoch, int socket, Endpoint from) {
        onControl(c -> c.confirmed(localSessionId, epoch, socket, from));
    }

    @Override
    public void pathValidated(SessionSender sender, int path, Endpoint at) {
        onControl(c -> c.pathValidated(sender, path, at));
    }

    @Override
    public void pathChanged(SessionSender sender, int path, PathState state, String reason) {
        onControl(c -> c.pathChanged(sender, path, state, reason));
    }

    @Override
    public void frame(SessionSender sender, ReliableFrame frame) {
        onControl(c -> c.frame(sender, frame));
    }

    @Override
    public void dead(SessionSender sender, long silentNs) {
        onControl(c -> c.dead(sender, silentNs));
    }

    @Override
    public void alive(SessionSender sender) {
        onControl(c -> c.alive(sender));
    }

    @Override
    public void keyWorn(SessionSender sender) {
        onControl(c -> c.keyWorn(sender));
    }

    @Override
    public void transportChanged() {
        onControl(Conductor::transportChanged);
    }

    @Override
    public void sendFailed(int socket, SendFailure cause) {
        onControl(c -> c.sendFailed(socket, cause));
    }
}
