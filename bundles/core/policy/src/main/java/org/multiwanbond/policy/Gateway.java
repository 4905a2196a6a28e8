package org.multiwanbond.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.SettingsListener;
import org.multiwanbond.api.path.DeviceListener;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.status.ProblemSource;
import org.multiwanbond.api.tunnel.TunnelState;
import org.multiwanbond.api.tunnel.TunnelStateListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the host's packets into the tunnel and others' through it, while there is a tunnel device. Thread-safe. */
@Component(
        immediate = true,
        service = {SettingsListener.class, TunnelStateListener.class, DeviceListener.class, ProblemSource.class})
public final class Gateway implements SettingsListener, TunnelStateListener, DeviceListener, ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.policy");

    /** What failed is tried again this often. */
    private static final long TURN_S = 3;

    /** Every fourth turn, 12 s, looks for what others changed: a reloaded firewall forgets our table. */
    private static final int VERIFY_TURNS = 4;

    /** Stopping waits for a few commands at their limit of 5 s. */
    private static final long STOP_S = 20;

    private final ScheduledThreadPoolExecutor control;
    private final Commands commands;
    private final Keeper keeper;
    private final Obstacles obstacles;
    private Optional<Settings> settings = Optional.empty();
    private TunnelState tunnel = TunnelState.NONE;
    private List<NetworkDevice> devices = List.of();
    private int turns;
    private boolean isSet;
    private volatile List<String> problems = List.of();

    @Activate
    public Gateway(BundleContext context) {
        this(
                new SystemCommands(),
                new Journal(
                        Path.of(Optional.ofNullable(context.getProperty("karaf.data"))
                                        .orElse("data"))
                                .resolve("multiwanbond")
                                .resolve("policy.journal"),
                        Journal.thisKernel()));
    }

    Gateway(Commands commands, Journal journal) {
        this.commands = commands;
        keeper = new Keeper(commands, journal);
        obstacles = new Obstacles(commands);
        control = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mwb-policy");
            thread.setDaemon(true);
            return thread;
        });
        control.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        run(keeper::repair);
        control.scheduleWithFixedDelay(guarded(this::turn), TURN_S, TURN_S, TimeUnit.SECONDS);
    }

    /** Takes everything back. */
    @Deactivate
    public void stop() {
        run(() -> keeper.keep(List.of()));
        control.shutdown();
        try {
            if (!control.awaitTermination(STOP_S, TimeUnit.SECONDS)) {
                LOG.warn("Routes and rules are not taken back yet; the next start will do it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void settingsChanged(Settings now) {
        run(() -> {
            settings = Optional.of(now);
            apply();
        });
    }

    /** Each state is applied, none skipped: the kernel drops the routes of a device that goes. */
    @Override
    public void tunnelChanged(TunnelState state) {
        run(() -> {
            tunnel = state;
            apply();
        });
    }

    @Override
    public void devicesChanged(List<NetworkDevice> now) {
        run(() -> {
            devices = now;
            apply();
        });
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    private void run(Runnable task) {
        try {
            control.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            // News after the stop does not matter.
            return;
        }
    }

    /** Lets a bug reach the thread's handler, which the executor would swallow. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        };
    }

    private void turn() {
        turns++;
        boolean verifies = turns % VERIFY_TURNS == 0;
        if (verifies) {
            keeper.verify();
        }
        if (verifies || !keeper.failures().isEmpty()) {
            apply();
        }
    }

    private void apply() {
        if (settings.isEmpty()) {
            return;
        }
        Host host = Host.of(commands, devices);
        List<Part> wanted = new Wanted(settings.get(), tunnel, host).parts();
        keeper.keep(wanted);
        if (isSet != !wanted.isEmpty()) {
            isSet = !wanted.isEmpty();
            LOG.info(isSet ? "Routes and rules are set. parts={}" : "Routes and rules are taken back.", wanted.size());
        }
        List<String> now = new ArrayList<>(keeper.failures());
        now.addAll(obstacles.find(settings.get(), tunnel, host));
        now.stream().filter(problem -> !problems.contains(problem)).forEach(LOG::warn);
        problems = List.copyOf(now);
    }
}
