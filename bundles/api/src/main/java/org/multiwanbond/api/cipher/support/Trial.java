package org.multiwanbond.api.cipher.support;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Seals and opens packets nobody sees: with the first source, which warms it up, and later, if there are others, with each in
 * turn until compiled code is measured. Confined to the thread that runs it.
 */
final class Trial {
    /** What a source has that failed. */
    static final long FAILED = Long.MAX_VALUE;

    /** Measured on two busy cores, JDK 17: the first 44 packets cost 840 us each without, 11 us after this long. */
    private static final long ALONE_NS = TimeUnit.MILLISECONDS.toNanos(300);

    /**
     * After so much work without anything better the compiler has done what it will. Rest does not count: while a busy host
     * starts, a run of interpreted code takes half a second, and the rest after it longer than a second.
     */
    private static final long SETTLED_NS = TimeUnit.MILLISECONDS.toNanos(400);

    /** The host's start and the first transfers are over then; the compiler, too, has time for what is compared. */
    private static final long PUT_OFF_NS = TimeUnit.SECONDS.toNanos(30);

    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(2);

    /** After working as long it rests, for the host starts everything else meanwhile. */
    private static final long WORK_NS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Rest for each unit of work while it is warmed up: an eighth of one core is used. */
    private static final long REST = 7;

    /**
     * And while all are measured, for traffic has the machine then: at an eighth, three suites at both ends on two cores took
     * a fifth of what a tunnel carried.
     */
    private static final long LONG_REST = 15;

    private final List<Contender> contenders;
    private final LongSupplier clockNs;
    private final LongConsumer restNs;

    /** Sources under trial, a clock, and a way to wait for so many nanoseconds. */
    Trial(int keyBytes, List<AeadSource> sources, LongSupplier clockNs, LongConsumer restNs) {
        this.contenders =
                sources.stream().map(source -> new Contender(source, keyBytes)).toList();
        this.clockNs = clockNs;
        this.restNs = restNs;
    }

    /**
     * The least nanoseconds each source took to seal and open a packet, or {@link #FAILED}, in the order of the sources.
     *
     * @param stopped whether to end now
     * @param wanted whether somebody wants to know; until then they are not compared
     */
    long[] run(BooleanSupplier stopped, BooleanSupplier wanted) {
        contenders.forEach(Contender::enter);
        boolean alone = contenders.size() == 1;
        work(contenders.subList(0, 1), ALONE_NS, ALONE_NS, alone ? 0 : REST, stopped);
        if (!alone) {
            putOff(stopped, wanted);
            work(contenders, LIMIT_NS, SETTLED_NS, LONG_REST, stopped);
        }
        contenders.forEach(Contender::leave);
        return contenders.stream().mapToLong(Contender::bestNs).toArray();
    }

    private void putOff(BooleanSupplier stopped, BooleanSupplier wanted) {
        long endNs = clockNs.getAsLong() + PUT_OFF_NS;
        long leftNs = PUT_OFF_NS;
        while (!stopped.getAsBoolean() && (leftNs > 0 || !wanted.getAsBoolean())) {
            restNs.accept(leftNs > 0 ? leftNs : PUT_OFF_NS);
            leftNs = endNs - clockNs.getAsLong();
        }
    }

    /** Works until it has worked so long, or so long without getting better. */
    private void work(List<Contender> whose, long limitNs, long settledNs, long rest, BooleanSupplier stopped) {
        long workedNs = 0;
        long improvedNs = 0;
        long restedNs = 0;
        while (workedNs < limitNs && workedNs - improvedNs < settledNs && isWorthIt(whose, stopped)) {
            long startNs = clockNs.getAsLong();
            boolean improved = false;
            for (Contender contender : whose) {
                improved |= improves(contender);
            }
            workedNs += clockNs.getAsLong() - startNs;
            improvedNs = improved ? workedNs : improvedNs;
            if (rest > 0 && workedNs - restedNs >= WORK_NS) {
                restNs.accept(rest * (workedNs - restedNs));
                restedNs = workedNs;
            }
        }
    }

    private static boolean isWorthIt(List<Contender> whose, BooleanSupplier stopped) {
        return !stopped.getAsBoolean() && !whose.stream().allMatch(Contender::isOut);
    }

    private boolean improves(Contender contender) {
        long startNs = clockNs.getAsLong();
        contender.carry();
        return contender.improvesBy(clockNs.getAsLong() - startNs);
    }
}
