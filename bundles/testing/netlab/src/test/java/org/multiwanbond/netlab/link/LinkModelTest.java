package org.multiwanbond.netlab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkModelTest {
    private static final long MS = 1_000_000;
    private static final long SEED = 20_261_122;
    private static final int LENGTH = 1_250;

    @Test
    void carriesItsRateWhenOfferedMore() {
        LinkModel link = link("rate=50mbit queue=100ms");

        List<Arrival> arrivals = run(link, 20_000, 100_000);

        long lastNs = arrivals.get(arrivals.size() - 1).atNs();
        double bitsPerSecond = arrivals.size() * LENGTH * 8e9 / lastNs;
        assertThat(bitsPerSecond).isCloseTo(50e6, within(0.01e6));
        assertThat(link.stats().packets(LinkEvent.QUEUE_FULL)).isEqualTo(20_000 - arrivals.size());
    }

    @Test
    void neverHoldsAPacketLongerThanQueueTransmissionAndDelay() {
        LinkModel link = link("rate=10mbit queue=40ms delay=5ms");

        List<Arrival> arrivals = run(link, 5_000, 100_000);

        assertThat(arrivals).allMatch(a -> a.tookNs() <= 40 * MS + MS + 5 * MS);
        assertThat(arrivals).anyMatch(a -> a.tookNs() > 44 * MS);
    }

    @Test
    void boundsTheQueueInOctets() {
        LinkModel link = link("rate=10mbit queue=12500b");

        for (int i = 0; i < 100; i++) {
            offer(link, i, 0);
        }

        assertThat(link.stats().packets(LinkEvent.QUEUE_FULL)).isEqualTo(90);
    }

    @Test
    void delaysAnIdleLinkByTransmissionAndDelayOnly() {
        LinkModel link = link("rate=10mbit delay=25ms");
        offer(link, 1, 0);

        assertThat(link.nextDueNs()).isEqualTo(26 * MS);
        assertThat(link.poll(new byte[LENGTH], 0, 26 * MS - 1)).isEqualTo(LinkModel.NONE);
        assertThat(link.poll(new byte[LENGTH], 0, 26 * MS)).isEqualTo(LENGTH);
        assertThat(link.nextDueNs()).isEqualTo(LinkModel.NEVER);
    }

    @Test
    void losesTheGivenShare() {
        List<Arrival> arrivals = run(link("loss=2%"), 100_000, 10_000);

        assertThat(1 - arrivals.size() / 100_000.0).isCloseTo(0.02, within(0.002));
    }

    @Test
    void losesInBurstsOfTheGivenLength() {
        List<Arrival> arrivals = run(link("ge=1,25"), 400_000, 10_000);

        BitSet seen = new BitSet();
        arrivals.forEach(a -> seen.set(a.number()));
        int bursts = 0;
        for (int i = seen.nextClearBit(0); i < 400_000; i = seen.nextClearBit(seen.nextSetBit(i))) {
            bursts++;
            if (seen.nextSetBit(i) < 0) {
                break;
            }
        }
        int lost = 400_000 - arrivals.size();
        assertThat(lost / 400_000.0).isCloseTo(0.01 / 0.26, within(0.003));
        assertThat(lost / (double) bursts).isCloseTo(4, within(0.2));
    }

    @Test
    void keepsTheOrderUnderJitterUnlessToldOtherwise() {
        assertThat(overtakings(run(link("delay=10ms jitter=5ms"), 10_000, 100_000)))
                .isZero();
        assertThat(overtakings(run(link("delay=10ms jitter=5ms order=false"), 10_000, 100_000)))
                .isPositive();
    }

    @Test
    void jittersAroundTheDelay() {
        List<Arrival> arrivals = run(link("delay=10ms jitter=4ms order=false"), 20_000, 100_000);

        double meanNs = arrivals.stream().mapToLong(Arrival::tookNs).average().orElseThrow();
        assertThat(meanNs).isCloseTo(10.0 * MS, within(0.1 * MS));
        assertThat(arrivals).allMatch(a -> a.tookNs() >= 6 * MS && a.tookNs() <= 14 * MS);
    }

    @Test
    void reordersOnlyTheGivenShare() {
        LinkModel link = link("delay=10ms reorder=1%,5ms");

        List<Arrival> arrivals = run(link, 50_000, 100_000);

        long late = arrivals.stream().filter(a -> a.tookNs() == 15 * MS).count();
        assertThat(late / 50_000.0).isCloseTo(0.01, within(0.002));
        assertThat(arrivals).hasSize(50_000).allMatch(a -> a.tookNs() == 10 * MS || a.tookNs() == 15 * MS);
    }

    @Test
    void duplicatesAndCorruptsTheGivenShare() {
        LinkModel link = link("dup=1% corrupt=2%");

        List<Arrival> arrivals = run(link, 50_000, 100_000);

        assertThat(arrivals.size() / 50_000.0).isCloseTo(1.01, within(0.002));
        assertThat(link.stats().packets(LinkEvent.CORRUPTED) / 50_000.0).isCloseTo(0.02, within(0.003));
    }

    @Test
    void swallowsAlsoWhatIsUnderWayWhenCut() {
        LinkModel link = link("rate=10mbit delay=10ms");
        offer(link, 1, 0);

        link.change(link.settings().withBlackhole(true), 5 * MS);
        offer(link, 2, 6 * MS);
        assertThat(link.nextDueNs()).isEqualTo(LinkModel.NEVER);
        link.change(link.settings().withBlackhole(false), 20 * MS);
        offer(link, 3, 20 * MS);

        assertThat(link.nextDueNs()).isEqualTo(31 * MS);
        assertThat(link.stats().packets(LinkEvent.BLACKHOLED)).isEqualTo(2);
    }

    @Test
    void sendsWhatIsQueuedAtANewRate() {
        LinkModel link = link("rate=10mbit queue=1s");
        for (int i = 0; i < 11; i++) {
            offer(link, i, 0);
        }

        link.change(link.settings().with("rate=1mbit"), MS / 2);

        // One packet at 1 ms finishes as begun, ten follow at 10 ms each.
        assertThat(link.backlogNs(0)).isEqualTo(101 * MS);
    }

    @Test
    void holdsEverythingDuringAStallAndSendsItAfterwards() {
        LinkModel link = link("rate=10mbit queue=500ms stall=200ms/3s");

        List<Arrival> arrivals = run(link, 6_000, MS);

        // The stalls begin a third into each period, at 1 s and 4 s.
        assertThat(arrivals).hasSize(6_000).noneMatch(a -> a.atNs() > 1_001 * MS && a.atNs() < 1_200 * MS);
        assertThat(arrivals).anyMatch(a -> a.atNs() == 1_201 * MS && a.tookNs() == 201 * MS);
        assertThat(overtakings(arrivals)).isZero();
    }

    @Test
    void countsOnlyWhatWaitsNotTheStallAgainstTheQueue() {
        LinkModel link = link("rate=10mbit queue=100ms stall=200ms/3s");

        List<Arrival> arrivals = run(link, 3_000, 2 * MS);

        assertThat(arrivals).hasSize(3_000);
    }

    @Test
    void dropsWhatIsLongerThanTheMtu() {
        LinkModel link = new LinkModel(LinkSettings.parse("mtu=1300"), Framing.UDP_IPV4, SEED);

        assertThat(link.offer(new byte[1_272], 0, 1_272, 0)).isTrue();
        assertThat(link.offer(new byte[1_273], 0, 1_273, 0)).isFalse();
    }

    @Test
    void givesTheSameResultForTheSameSeed() {
        String text = "rate=20mbit delay=10ms jitter=3ms loss=3% ge=1,30 dup=1% reorder=1% corrupt=1%";

        assertThat(run(link(text), 20_000, 300_000)).isEqualTo(run(link(text), 20_000, 300_000));
    }

    private static LinkModel link(String text) {
        System.out.println("seed " + SEED + ", " + text);
        return new LinkModel(LinkSettings.parse(text), Framing.IP, SEED);
    }

    private static List<Arrival> run(LinkModel link, int packets, long intervalNs) {
        List<Arrival> arrivals = new ArrayList<>();
        byte[] target = new byte[LENGTH];
        for (int i = 0; i < packets; i++) {
            long nowNs = i * intervalNs;
            drain(link, nowNs, target, intervalNs, arrivals);
            offer(link, i, nowNs);
        }
        drain(link, Long.MAX_VALUE - 1, target, intervalNs, arrivals);
        return arrivals;
    }

    private static void drain(LinkModel link, long untilNs, byte[] target, long intervalNs, List<Arrival> into) {
        while (link.nextDueNs() <= untilNs) {
            long dueNs = link.nextDueNs();
            assertThat(link.poll(target, 0, dueNs)).isEqualTo(LENGTH);
            int number = (target[0] & 0xff) << 16 | (target[1] & 0xff) << 8 | target[2] & 0xff;
            into.add(new Arrival(number, dueNs, dueNs - number * intervalNs));
        }
    }

    private static void offer(LinkModel link, int number, long nowNs) {
        byte[] octets = new byte[LENGTH];
        octets[0] = (byte) (number >> 16);
        octets[1] = (byte) (number >> 8);
        octets[2] = (byte) number;
        link.offer(octets, 0, LENGTH, nowNs);
    }

    private static long overtakings(List<Arrival> arrivals) {
        long count = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            count += arrivals.get(i).number() < arrivals.get(i - 1).number() ? 1 : 0;
        }
        return count;
    }

    private record Arrival(int number, long atNs, long tookNs) {}
}
