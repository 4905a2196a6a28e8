package org.multiwanbond.tunnel.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RehearsalTest {
    private static final String THREAD = "mwb-tun-rehearsal";
    private static final long MS = 1_000_000;

    private final AtomicLong cpuNs = new AtomicLong();
    private final CompletableFuture<Thread> thread = new CompletableFuture<>();

    @Test
    void endsWhenItGetsNoFaster() throws Exception {
        run(() -> cpuNs.addAndGet(MS));
        // One look that is better than nothing, and four like it.
        assertThat(cpuNs.get()).isEqualTo(500 * MS);
    }

    @Test
    void endsInTimeThoughItGetsFasterAndFaster() throws Exception {
        long[] roundNs = {50 * MS};
        run(() -> {
            cpuNs.addAndGet(roundNs[0]);
            roundNs[0] = Math.max(1_000, roundNs[0] * 19 / 20);
        });
        assertThat(cpuNs.get()).isBetween(500 * MS, 1_550 * MS);
    }

    private void run(Runnable round) throws Exception {
        Rehearsal rehearsal = new Rehearsal(
                () -> {
                    thread.complete(Thread.currentThread());
                    return round;
                },
                cpuNs::get);
        rehearsal.start();
        thread.get().join();
        rehearsal.end();
    }

    @Test
    void isEndedByItsOwner() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Rehearsal endless = new Rehearsal(
                () -> {
                    thread.complete(Thread.currentThread());
                    return running::countDown;
                },
                () -> 0);
        endless.start();
        running.await();
        assertThat(thread.get().isDaemon()).isTrue();
        endless.end();
        assertThat(thread.get().isAlive()).isFalse();
    }

    @Test
    void endsQuietlyWhereTheSystemHasNoJna() throws Exception {
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        Rehearsal rehearsal = new Rehearsal(
                () -> {
                    Thread.currentThread().setUncaughtExceptionHandler((where, what) -> uncaught.complete(what));
                    thread.complete(Thread.currentThread());
                    throw new UnsatisfiedLinkError("planted");
                },
                cpuNs::get);
        rehearsal.start();
        thread.get().join();
        assertThat(uncaught).isNotDone();
    }

    @Test
    void theServiceRehearsesWhenItIsActivatedAndLeavesNoThread() {
        TunDeviceFactory factory = new TunDeviceFactory();
        factory.activate();
        factory.deactivate();
        assertThat(threads()).isEmpty();
        TunDeviceFactory elsewhere = new TunDeviceFactory("Mac OS X", Offload.UDP);
        elsewhere.activate();
        assertThat(threads()).isEmpty();
        elsewhere.deactivate();
    }

    @Test
    void aRealOneEndsByItself() throws Exception {
        Rehearsal rehearsal = new Rehearsal();
        rehearsal.start();
        for (Thread running : threads()) {
            running.join();
        }
        assertThat(threads()).isEmpty();
        rehearsal.end();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(running -> running.getName().equals(THREAD))
                .toList();
    }
}
