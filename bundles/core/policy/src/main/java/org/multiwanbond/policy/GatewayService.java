package org.multiwanbond.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.SettingsListener;
import org.multiwanbond.api.status.ProblemSource;
import org.multiwanbond.api.tunnel.TunnelState;
import org.multiwanbond.api.tunnel.TunnelStateListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway on its control thread: everything is taken away again when it stops. Thread-safe. */
@Component(immediate = true)
public final class GatewayService implements SettingsListener, TunnelStateListener, ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.policy");

    /** A person who has just changed a firewall looks at the status within the minute; ten short programs a time. */
    private static final long LOOK_AGAIN_S = 30;

    /** Undoing takes some tens of ms; a stuck program is given up by {@link SystemCommands} after 5 s. */
    private static final long LONGEST_STOP_S = 20;

    private final Gateway gateway;
    private final ScheduledThreadPoolExecutor executor;
    private volatile List<String> problems = List.of();

    @Activate
    public GatewayService(BundleContext context) {
        String path = System.getenv().getOrDefault("PATH", "");
        Host host = new Host(new SystemCommands(path), new ProcSys(Path.of("/proc/sys")));
        String data = context.getProperty("karaf.data");
        Path directory =
                data == null ? context.getDataFile("").toPath() : Path.of(data).resolve("multiwanbond");
        gateway = new Gateway(host, new Journal(directory, scope(Path.of("/proc"))));
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mwb-gateway");
            thread.setDaemon(true);
            return thread;
        });
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        run(gateway::repair);
        executor.scheduleWithFixedDelay(guarded(gateway::refresh), LOOK_AGAIN_S, LOOK_AGAIN_S, TimeUnit.SECONDS);
    }

    /** This boot and this network namespace: rules of another one are not ours to touch. */
    static String scope(Path proc) {
        try {
            String boot =
                    Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
            return boot + " " + Files.readSymbolicLink(proc.resolve("self/ns/net"));
        } catch (IOException e) {
            return "this system names neither its boot nor its network";
        }
    }

    @Deactivate
    void stop() {
        run(gateway::stop);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LONGEST_STOP_S, TimeUnit.SECONDS)) {
                LOG.warn("Rules and routes were not all taken away in time; the next start does it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void settingsChanged(Settings settings) {
        run(() -> gateway.settings(settings));
    }

    @Override
    public void tunnelChanged(TunnelState state) {
        run(() -> gateway.tunnel(state));
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    private void run(Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            // News that comes after the stop does not matter any more.
            return;
        }
    }

    /** Lets a bug reach the thread's handler, which an executor would swallow. */
    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
            problems = gateway.sentences();
        };
    }
}
