package org.multiwanbond.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class AckTrailTest {
    private static final int REMEMBERED = 1_024;

    private record Entry(long sentNs, long arrivedNs, long sentOctets, long arrivedOctets, long delayNs) {}

    private final AckTrail trail = new AckTrail();
    private final List<Entry> all = new ArrayList<>();

    private void add(Entry entry) {
        all.add(entry);
        trail.add(entry.sentNs(), entry.arrivedNs(), entry.sentOctets(), entry.arrivedOctets(), entry.delayNs());
    }

    private long since(long fromSentNs) {
        long oldest = Math.max(0, all.size() - REMEMBERED);
        long at = all.size();
        while (at > oldest && all.get((int) at - 1).sentNs() >= fromSentNs) {
            at--;
        }
        return at;
    }

    private long least(long from, long to) {
        return all.subList((int) from, (int) to).stream()
                .mapToLong(Entry::delayNs)
                .min()
                .orElse(LeastOfLate.NONE);
    }

    @Test
    void doesAsAListOfAllThatRemembersTheLast() {
        Random random = Seed.random("ack trail");
        long sentNs = 0;
        for (int i = 0; i < 5_000; i++) {
            sentNs += random.nextInt(1_000);
            add(new Entry(sentNs, sentNs + 50, i * 7L, i * 6L, random.nextInt(10_000)));
            long fromSentNs = sentNs - random.nextInt(300_000);
            long from = since(fromSentNs);
            assertThat(trail.end()).isEqualTo(all.size());
            assertThat(trail.since(fromSentNs)).isEqualTo(from);
            Entry entry = all.get((int) from);
            assertThat(trail.sentNs(from)).isEqualTo(entry.sentNs());
            assertThat(trail.arrivedNs(from)).isEqualTo(entry.arrivedNs());
            assertThat(trail.sentOctets(from)).isEqualTo(entry.sentOctets());
            assertThat(trail.arrivedOctets(from)).isEqualTo(entry.arrivedOctets());
            long to = from + random.nextInt((int) (all.size() - from) + 1);
            assertThat(trail.leastDelayNs(from)).isEqualTo(least(from, all.size()));
            assertThat(trail.leastDelayBetweenNs(from, to)).isEqualTo(least(from, to));
        }
    }

    @Test
    void hasNothingBeforeTheFirstEntryAndAfterItIsCleared() {
        assertThat(trail.since(0)).isEqualTo(trail.end()).isZero();
        add(new Entry(1, 2, 3, 4, 5));
        assertThat(trail.since(2)).isEqualTo(1);
        assertThat(trail.leastDelayNs(1)).isEqualTo(LeastOfLate.NONE);
        trail.clear();
        assertThat(trail.end()).isZero();
        assertThat(trail.leastDelayNs(0)).isEqualTo(LeastOfLate.NONE);
    }

    @Test
    void remembersAsMuchAsFourSecondsBringOrTheLastFew() {
        for (int i = 0; i < 5_000; i++) {
            trail.add(i * 50_000_000L, 0, 0, 0, i);
            int oldest = (int) trail.since(0);
            assertThat(trail.end() - oldest).isGreaterThanOrEqualTo(Math.min(i + 1, 80));
        }
        assertThat(trail.end() - trail.since(0)).isLessThanOrEqualTo(128);
    }

    @Test
    void keepsTheNewestWhenItRests() {
        for (int i = 0; i < 900; i++) {
            add(new Entry(i, i, i, i, 1_000 - i));
        }
        trail.rest();
        assertThat(trail.end()).isEqualTo(900);
        assertThat(trail.since(880)).isEqualTo(880);
        assertThat(trail.leastDelayNs(880)).isEqualTo(101);
        for (int i = 900; i < 1_500; i++) {
            add(new Entry(i, i, i, i, 2_000 - i));
        }
        assertThat(trail.delayNs(899)).isEqualTo(101);
        assertThat(trail.sentNs(1_499)).isEqualTo(1_499);
    }

    @Test
    void allocatesNothingAfterItsFirstEntry() {
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        trail.add(i, i, i, i, i);
                        trail.leastDelayNs(trail.since(i - 30));
                    }
                }))
                .isZero();
    }
}
