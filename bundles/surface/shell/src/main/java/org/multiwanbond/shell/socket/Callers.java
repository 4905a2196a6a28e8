package org.multiwanbond.shell.socket;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves everybody who called: a bounded number at a time, each for one command. Thread-safe. */
final class Callers {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    /** More than a person or a sane script runs at once. */
    static final int MOST = 16;

    // A local caller has its command ready when it connects.
    private static final int REQUEST_SECONDS = 5;

    private final Runner runner;
    private final String owner;
    private final Semaphore places = new Semaphore(MOST);
    private final ExecutorService threads = Executors.newCachedThreadPool(named("mwb-command"));
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(named("mwb-command-limit"));

    Callers(Runner runner, String owner) {
        this.runner = runner;
        this.owner = owner;
    }

    /** Takes the call over; returns at once, whatever the caller does. */
    void serve(SocketChannel caller) {
        if (!places.tryAcquire()) {
            refuse(caller);
            return;
        }
        threads.execute(() -> {
            try (caller) {
                converse(caller);
            } catch (IOException e) {
                LOG.debug("A command was given up. reason={}", e.toString());
            } finally {
                places.release();
            }
        });
    }

    /** Interrupts running commands and takes no more. */
    void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }

    private void converse(SocketChannel caller) throws IOException {
        Answer answer = new Answer(CallerStream.to(caller));
        PrintStream err = answer.printer(Answer.ERR);
        InputStream in = CallerStream.from(caller);
        String user = caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        int code = 1;
        if (!user.equals(owner) && !"root".equals(user)) {
            err.println("This instance belongs to " + owner + "; you are " + user + ".");
        } else {
            try {
                Request request = request(caller, in);
                code = run(user, request, in, answer);
            } catch (IOException e) {
                err.println(e.getMessage());
            }
        }
        err.flush();
        answer.exit(code);
    }

    private Request request(SocketChannel caller, InputStream in) throws IOException {
        ScheduledFuture<?> limit = clock.schedule(() -> closeQuietly(caller), REQUEST_SECONDS, TimeUnit.SECONDS);
        try {
            return Request.read(new DataInputStream(in));
        } finally {
            limit.cancel(false);
        }
    }

    // The command gets a thread of its own; this one waits for the caller to hang up, which interrupts the command.
    private int run(String user, Request request, InputStream in, Answer answer) throws IOException {
        Future<Integer> command = threads.submit(
                () -> runner.run(user, request.line(), answer.printer(Answer.OUT), answer.printer(Answer.ERR)));
        threads.execute(() -> awaitHangUp(in, command));
        try {
            return command.get();
        } catch (CancellationException e) {
            throw new IOException("The caller hung up.", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The instance is stopping.", e);
        }
    }

    private static void awaitHangUp(InputStream in, Future<?> command) {
        try {
            int octet = in.read();
            if (octet < 0) {
                command.cancel(true);
            }
        } catch (IOException e) {
            LOG.debug("The caller is gone. reason={}", e.toString());
            command.cancel(true);
        }
    }

    private static void refuse(SocketChannel caller) {
        try (caller) {
            Answer answer = new Answer(CallerStream.to(caller));
            PrintStream err = answer.printer(Answer.ERR);
            err.println(MOST + " commands run already. Try again when one has ended.");
            err.flush();
            answer.exit(1);
        } catch (IOException e) {
            LOG.debug("A caller too many was gone before it was told so. reason={}", e.toString());
        }
    }

    private static void closeQuietly(SocketChannel caller) {
        try {
            caller.close();
        } catch (IOException e) {
            LOG.debug("A silent caller was hung up on. reason={}", e.toString());
        }
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
