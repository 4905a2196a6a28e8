package org.multiwanbond.engine.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RingTest {
    private static final int SLOTS = 8;
    private static final int MESSAGES = 300_000;

    private final Ring ring = new Ring(SLOTS);
    private final long[] slots = new long[SLOTS];
    private final AtomicLong wrong = new AtomicLong();

    /** Now the writer is ahead and waits for room, now the reader and waits for a message: a lost wake-up hangs. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void handsOnEveryMessageInOrderAndLosesNoWakeUp() throws InterruptedException {
        Thread reader = new Thread(this::read, "ring-reader");
        reader.start();
        for (long message = 0; message < MESSAGES; message++) {
            slots[ring.claim()] = message;
            ring.commit();
        }
        reader.join();
        assertThat(wrong).hasValue(0);
        assertThat(ring.isEmpty()).isTrue();
        assertThat(ring.released()).isEqualTo(MESSAGES);
    }

    private void read() {
        for (long expected = 0; expected < MESSAGES; ) {
            int at = ring.next();
            if (at == Ring.NONE) {
                ring.lieDown();
                ring.await(ring.isEmpty() ? Long.MAX_VALUE : 0);
                continue;
            }
            wrong.addAndGet(slots[at] == expected++ ? 0 : 1);
            ring.release();
        }
    }
}
