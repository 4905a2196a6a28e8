package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.check.CheckResult;
import org.multiwanbond.api.check.CheckTarget;
import org.multiwanbond.api.check.HealthCheck;

/** What every health check keeps: an answer in time, a reason for each failure, no exception and no memory. */
public abstract class CheckContract {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    /** A loaded test machine may run late; a check that ignores its timeout waits for seconds or for ever. */
    private static final Duration LATENESS = Duration.ofSeconds(2);

    private static final int CALLERS = 4;

    protected abstract HealthCheck check();

    /** A target on loopback that answers as it should. */
    protected abstract CheckTarget answering();

    /** A target on loopback that takes questions and never answers. */
    protected abstract CheckTarget silent();

    @Test
    void reportsTheTimeOfAnAnswer() {
        assertThat(check().check(answering(), LATENESS.toNanos()))
                .isInstanceOfSatisfying(
                        CheckResult.Ok.class,
                        ok -> assertThat(ok.rttNs()).isPositive().isLessThanOrEqualTo(LATENESS.toNanos()));
    }

    @Test
    void givesUpInTimeAndSaysWhy() {
        long startNs = System.nanoTime();
        CheckResult result = check().check(silent(), TIMEOUT.toNanos());
        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(TIMEOUT.plus(LATENESS));
        assertFailedWithReason(result);
    }

    @Test
    void failsWithAReasonOnTargetsNobodyCanAsk() {
        for (String target : List.of("", " ", "\0", "not a host name", "host.invalid", "[::", "x".repeat(5_000))) {
            CheckTarget hostile = new CheckTarget("fiber", Optional.empty(), InetAddress.getLoopbackAddress(), target);
            assertFailedWithReason(check().check(hostile, TIMEOUT.toNanos()));
        }
    }

    @Test
    void failsWithAReasonOnADeviceThatIsGone() {
        CheckTarget target = answering();
        CheckTarget gone =
                new CheckTarget(target.wan(), Optional.of("mwb-gone0"), target.localAddress(), target.target());
        CheckResult result = check().check(gone, TIMEOUT.toNanos());
        assertThat(result).as("an answer over another device is no answer").isInstanceOf(CheckResult.Failed.class);
    }

    @Test
    void answersSeveralCallersAtOnce() throws Exception {
        HealthCheck check = check();
        CheckTarget target = answering();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<CheckResult>> results = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                results.add(callers.submit(() -> check.check(target, LATENESS.toNanos())));
            }
            for (Future<CheckResult> result : results) {
                assertThat(result.get()).isInstanceOf(CheckResult.Ok.class);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static void assertFailedWithReason(CheckResult result) {
        assertThat(result).isInstanceOfSatisfying(CheckResult.Failed.class, failed -> assertThat(failed.reason())
                .isNotBlank()
                .doesNotContain("\n", "Exception"));
    }
}
