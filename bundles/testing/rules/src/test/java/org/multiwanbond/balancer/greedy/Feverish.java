package org.multiwanbond.balancer.greedy;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.multiwanbond.api.HotPath;
import org.slf4j.Logger;

/** Breaks every law of the per-packet path, one in each method. */
@HotPath
public final class Feverish {
    private final Logger log;
    private final ReentrantLock lock = new ReentrantLock();

    public Feverish(Logger log) {
        this.log = log;
    }

    void logs() {
        log.info("packet");
    }

    String formats(int size) {
        return String.format("%d", size);
    }

    long streams(List<String> paths) {
        return paths.stream().count();
    }

    Object boxes(int size) {
        return size;
    }

    synchronized int owns() {
        return 1;
    }

    int enters() {
        synchronized (lock) {
            return 1;
        }
    }

    void locks() {
        lock.lock();
    }

    long asks() {
        return System.nanoTime();
    }

    void sleeps() throws InterruptedException {
        Thread.sleep(1);
    }

    Runnable hides() {
        return new Runnable() {
            @Override
            public void run() {
                log.info("hidden");
            }
        };
    }

    Runnable defers() {
        return () -> log.info("deferred");
    }
}
