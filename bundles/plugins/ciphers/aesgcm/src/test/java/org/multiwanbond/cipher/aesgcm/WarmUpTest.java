package org.multiwanbond.cipher.aesgcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.tck.FakeClock;

@Timeout(20)
class WarmUpTest {
    private final Aes256Gcm suite = new Aes256Gcm();

    @Test
    void endsByItselfWhenItsTimeIsUp() throws InterruptedException {
        FakeClock clock = new FakeClock();
        CountDownLatch looks = new CountDownLatch(9);
        WarmUp warmUp = new WarmUp(suite, () -> {
            looks.countDown();
            clock.advance(Duration.ofMillis(40));
            return clock.getAsLong();
        });
        warmUp.start();
        looks.await();
        warmUp.stop();
        assertThat(clock.getAsLong())
                .as("nine looks at a clock that moves by 40 ms, none after its 300 ms")
                .isEqualTo(new FakeClock().getAsLong() + Duration.ofMillis(360).toNanos());
    }

    @Test
    void leavesNoThreadBehindWhenStopped() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        WarmUp warmUp = new WarmUp(suite, () -> {
            running.countDown();
            return 0;
        });
        warmUp.start();
        running.await();
        warmUp.stop();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("mwb-warm-up"));
    }
}
