package org.multiwanbond.engine.mail;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Commands for one loop, from any thread. Thread-safe; {@link #drain} belongs to the loop's thread.
 *
 * <p>The loop looks at it at the top of each turn; posting wakes the loop up.
 */
public final class CommandQueue {
    /** A handshake takes about 2 ms: timers are late by a fifth of a second at most. */
    private static final int MOST_AT_ONCE = 100;

    private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Runnable wakeUp;

    /** A queue whose loop {@code wakeUp} ends the wait of. */
    public CommandQueue(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Lets the loop run this soon; never blocks. */
    public void post(Runnable command) {
        commands.add(command);
        wakeUp.run();
    }

    /** As {@link #post}; the result tells when the loop has run it, so that nothing it let go of is in use any more. */
    public CompletableFuture<Void> call(Runnable command) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        post(() -> {
            try {
                command.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
                throw e;
            }
        });
        return done;
    }

    /** Runs what was posted, a bounded part of it at once so that timers get their turn; answers whether there was anything. */
    public boolean drain() {
        int left = MOST_AT_ONCE;
        for (Runnable next = commands.poll(); next != null; next = --left > 0 ? commands.poll() : null) {
            next.run();
        }
        return left < MOST_AT_ONCE;
    }

    /** Whether everything posted has been run. */
    public boolean isEmpty() {
        return commands.isEmpty();
    }
}
