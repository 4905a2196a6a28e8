package org.multiwanbond.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class CoDelTest {
    private static final long MS = 1_000_000L;
    private static final long TARGET_NS = 5 * MS;
    private static final long INTERVAL_NS = 100 * MS;
    private static final long MANY_BYTES = 100_000;

    private final CoDel codel = new CoDel();
    private long nowNs = 7_000 * MS;

    private boolean signals(long sojournNs, long queuedBytes) {
        return codel.signals(sojournNs, queuedBytes, TARGET_NS, INTERVAL_NS, nowNs);
    }

    /** When it signals, in nanoseconds from now, while a packet a tenth of a millisecond leaves too late. */
    private List<Long> signalsDuring(long durationNs) {
        List<Long> at = new ArrayList<>();
        for (long beginNs = nowNs; nowNs - beginNs < durationNs; nowNs += MS / 10) {
            if (signals(2 * TARGET_NS, MANY_BYTES)) {
                at.add(nowNs - beginNs);
            }
        }
        return at;
    }

    @Test
    void signalsAfterAnIntervalAboveTheTarget() {
        assertThat(signalsDuring(INTERVAL_NS)).isEmpty();
        assertThat(signalsDuring(MS)).containsExactly(0L);
    }

    @Test
    void signalsAtTheTargetItself() {
        assertThat(signals(TARGET_NS, MANY_BYTES)).isFalse();
        nowNs += INTERVAL_NS;
        assertThat(signals(TARGET_NS, MANY_BYTES)).isTrue();
    }

    @Test
    void beginsTheIntervalAnewWithEveryPacketBelowTheTarget() {
        for (int i = 0; i < 50; i++) {
            assertThat(signalsDuring(INTERVAL_NS - MS)).isEmpty();
            assertThat(signals(TARGET_NS - 1, MANY_BYTES)).isFalse();
        }
    }

    @Test
    void spacesSignalsByTheRootOfTheirNumber() {
        List<Long> at = signalsDuring(2_000 * MS);
        assertThat(at).hasSizeGreaterThan(50);
        double expectedNs = at.get(0);
        for (int n = 1; n < at.size(); n++) {
            expectedNs += INTERVAL_NS / Math.sqrt(n);
            assertThat((double) at.get(n)).as("signal %d", n).isCloseTo(expectedNs, within(0.11 * MS));
        }
    }

    @Test
    void stopsWithTheFirstPacketBelowTheTarget() {
        assertThat(signalsDuring(500 * MS)).isNotEmpty();
        assertThat(signals(TARGET_NS - 1, MANY_BYTES)).isFalse();
        assertThat(signalsDuring(INTERVAL_NS)).isEmpty();
    }

    @Test
    void neverSignalsByTheOnlyPacketHoweverLate() {
        for (int i = 0; i < 100; i++) {
            nowNs += INTERVAL_NS;
            assertThat(signals(20 * TARGET_NS, FairQueue.QUANTUM_BYTES)).isFalse();
        }
    }

    @Test
    void goesOnNearTheRateItEndedWithWhenTheQueueIsSoonBadAgain() {
        int before = signalsDuring(1_000 * MS).size();
        signals(0, MANY_BYTES);
        List<Long> again = signalsDuring(INTERVAL_NS + 50 * MS);
        assertThat(before).isGreaterThan(20);
        assertThat(again.get(1) - again.get(0)).isLessThan(INTERVAL_NS / 4);
    }

    @Test
    void beginsSlowlyWhenTheQueueWasGoodForLong() {
        signalsDuring(1_000 * MS);
        signals(0, MANY_BYTES);
        nowNs += 17 * INTERVAL_NS;
        List<Long> again = signalsDuring(2 * INTERVAL_NS + MS);
        assertThat(again).containsExactly(INTERVAL_NS, 2 * INTERVAL_NS);
    }

    /** RFC 8289 §5 on a list of packets, with a signal in place of a drop. */
    private static final class Twin {
        private long firstAboveNs;
        private long dropNextNs;
        private boolean dropping;
        private int count;
        private int lastCount;

        boolean signals(long sojournNs, long queuedBytes, long nowNs) {
            boolean okToDrop = false;
            if (sojournNs < TARGET_NS || queuedBytes <= FairQueue.QUANTUM_BYTES) {
                firstAboveNs = 0;
            } else if (firstAboveNs == 0) {
                firstAboveNs = nowNs + INTERVAL_NS;
            } else if (nowNs >= firstAboveNs) {
                okToDrop = true;
            }
            if (dropping && !okToDrop) {
                dropping = false;
            } else if (dropping && nowNs >= dropNextNs) {
                count++;
                dropNextNs += (long) (INTERVAL_NS / Math.sqrt(count));
                return true;
            } else if (!dropping && okToDrop) {
                dropping = true;
                int delta = count - lastCount;
                count = 1;
                if (delta > 1 && nowNs - dropNextNs < 16 * INTERVAL_NS) {
                    count = delta;
                }
                dropNextNs = nowNs + (long) (INTERVAL_NS / Math.sqrt(count));
                lastCount = count;
                return true;
            }
            return false;
        }
    }

    @Test
    void doesAsItsTwinOnWhateverComes() {
        Random random = Seed.random("codel");
        Twin twin = new Twin();
        long sojournNs = 0;
        int signals = 0;
        for (int i = 0; i < 300_000; i++) {
            nowNs += random.nextInt((int) MS);
            sojournNs = Math.max(0, sojournNs + random.nextInt((int) MS) - MS / 2);
            sojournNs = random.nextInt(3_000) == 0 ? random.nextInt((int) (60 * MS)) : Math.min(sojournNs, 80 * MS);
            long queuedBytes = random.nextInt(2_000) == 0 ? 1_000 : MANY_BYTES;
            boolean signal = signals(sojournNs, queuedBytes);
            assertThat(signal).isEqualTo(twin.signals(sojournNs, queuedBytes, nowNs));
            signals += signal ? 1 : 0;
        }
        assertThat(signals).isGreaterThan(100);
    }

    @Test
    void allocatesNothing() {
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        nowNs += MS / 10;
                        signals(2 * TARGET_NS, MANY_BYTES);
                    }
                }))
                .isZero();
    }
}
