package org.multiwanbond.engine.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BellTest {
    private static final int POSTERS = 3;
    private static final int ROUNDS = 30_000;

    private final AtomicInteger woken = new AtomicInteger();

    @Test
    void doesNotDisturbWhoIsAwake() {
        Bell bell = new Bell(woken::incrementAndGet);
        bell.ring();
        bell.lieDown();
        bell.getUp();
        bell.ring();
        assertThat(woken).hasValue(0);
    }

    @Test
    void wakesASleeperOnce() {
        Bell bell = new Bell(woken::incrementAndGet);
        bell.lieDown();
        bell.ring();
        bell.ring();
        assertThat(woken).hasValue(1);
        bell.getUp();
        bell.lieDown();
        bell.ring();
        assertThat(woken).hasValue(2);
    }

    /** Each poster waits for an answer before it posts again, so that the loop lies down again and again meanwhile. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void losesNoWakeUpOfSeveralPosters() throws InterruptedException {
        Thread loop = Thread.currentThread();
        Bell bell = new Bell(() -> LockSupport.unpark(loop));
        CommandQueue commands = new CommandQueue(bell::ring);
        AtomicIntegerArray answered = new AtomicIntegerArray(POSTERS);
        List<Thread> posters = new ArrayList<>();
        for (int i = 0; i < POSTERS; i++) {
            int poster = i;
            posters.add(new Thread(() -> post(commands, answered, poster), "bell-poster-" + i));
        }
        posters.forEach(Thread::start);
        while (sum(answered) < POSTERS * ROUNDS) {
            if (!commands.drain()) {
                bell.lieDown();
                if (commands.isEmpty()) {
                    LockSupport.park(this);
                }
                bell.getUp();
            }
        }
        for (Thread poster : posters) {
            poster.join();
        }
        assertThat(sum(answered)).isEqualTo(POSTERS * ROUNDS);
    }

    private static void post(CommandQueue commands, AtomicIntegerArray answered, int poster) {
        for (int round = 1; round <= ROUNDS; round++) {
            commands.post(() -> answered.incrementAndGet(poster));
            while (answered.get(poster) < round) {
                Thread.onSpinWait();
            }
        }
    }

    private static int sum(AtomicIntegerArray counts) {
        int sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** The mailbox publishes by a release store, which alone would not do. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void losesNoWakeUpOfTheMailbox() throws InterruptedException {
        Thread loop = Thread.currentThread();
        Bell bell = new Bell(() -> LockSupport.unpark(loop));
        FrameMailbox mailbox = new FrameMailbox(bell::ring);
        AtomicLong received = new AtomicLong();
        FrameTarget target = new Counting(received);
        Thread poster = new Thread(() -> fill(mailbox, target, received), "bell-mail");
        poster.start();
        while (received.get() < ROUNDS) {
            if (mailbox.drain() == 0) {
                bell.lieDown();
                if (mailbox.isEmpty()) {
                    LockSupport.park(this);
                }
                bell.getUp();
            }
        }
        poster.join();
        assertThat(received).hasValue(ROUNDS);
    }

    private static void fill(FrameMailbox mailbox, FrameTarget target, AtomicLong received) {
        for (int round = 1; round <= ROUNDS; round++) {
            mailbox.claim().address(target, FrameSlot.Kind.RECEIVED, 0, round);
            mailbox.commit();
            while (received.get() < round) {
                Thread.onSpinWait();
            }
        }
    }

    private record Counting(AtomicLong received) implements FrameTarget {
        @Override
        public void received(FrameSlot slot) {
            received.incrementAndGet();
        }

        @Override
        public void transmit(FrameSlot slot) {}

        @Override
        public void roamed(FrameSlot slot) {}
    }
}
