package org.multiwanbond.config;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread configuration is read, checked and changed on. Thread-safe. */
final class ControlThread {
    private final ScheduledExecutorService executor;
    private volatile Thread thread;

    ControlThread(String name) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, task -> {
            Thread created = new Thread(task, name);
            created.setDaemon(true);
            thread = created;
            return created;
        });
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor = pool;
    }

    /** Runs a task there soon; does nothing once stopped. */
    void run(Runnable task) {
        later(task, 0);
    }

    /** Runs a task there after a while; does nothing once stopped. */
    void later(Runnable task, long delayNs) {
        try {
            executor.schedule(guarded(task), delayNs, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return;
        }
    }

    /** Lets a bug reach the thread's handler, which a scheduled future would swallow. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        };
    }

    /** Runs a task there and waits for its result; a task that is there already runs at once. */
    <T> T call(Callable<T> task) throws Exception {
        if (Thread.currentThread() == thread) {
            return task.call();
        }
        try {
            return executor.submit(task).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Ends the thread after the task it is in. */
    void stop() {
        executor.shutdown();
    }
}
