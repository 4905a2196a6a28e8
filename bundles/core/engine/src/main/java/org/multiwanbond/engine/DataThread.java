package org.multiwanbond.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs turns of one loop in a thread until it is stopped; a bug in a turn is logged and the next one goes on. To be started
 * and stopped by one thread.
 */
final class DataThread {
    /** How long a thread gets to end. */
    static final long STOP_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.engine");

    private final String name;
    private final Runnable turn;
    private final Runnable wakeUp;
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * Starts the thread.
     *
     * @param name of the thread, for people
     * @param turn one turn of the loop; waits while there is nothing to do
     * @param wakeUp ends the present or the next wait of a turn
     */
    static DataThread start(String name, Runnable turn, Runnable wakeUp) {
        DataThread made = new DataThread(name, turn, wakeUp);
        made.thread.start();
        return made;
    }

    private DataThread(String name, Runnable turn, Runnable wakeUp) {
        this.name = name;
        this.turn = turn;
        this.wakeUp = wakeUp;
        this.thread = new Thread(this::run, name);
    }

    private void run() {
        while (running) {
            try {
                turn.run();
            } catch (RuntimeException | LinkageError e) {
                // The latter of a bundle that left while it was in use.
                LOG.error("Thread {} met a bug and goes on.", name, e);
            }
        }
    }

    String name() {
        return name;
    }

    /** Ends the thread; answers whether it ended in time. */
    boolean stop() {
        running = false;
        wakeUp.run();
        try {
            thread.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
