package org.multiwanbond.engine.handshake;

import java.util.random.RandomGenerator;

/**
 * When the next attempt is due and over which link: rounds over all links, 100 ms from link to link, with growing pauses
 * between the rounds. Each round begins with another link. Confined to the handshake thread.
 */
final class RetrySchedule {

    /** §8.1: "250 ms, 0.5, 1, then 2 s (± 10 %)". */
    private static final long[] PAUSES_NS = {250_000_000L, 500_000_000L, 1_000_000_000L, 2_000_000_000L};

    private static final double JITTER = 0.1;

    /** §8.1: "rotating over all WANs 100 ms apart". */
    private static final long NEXT_LINK_NS = 100_000_000L;

    /** Ours: how soon a link or cipher that came is noticed. */
    private static final long NOTHING_TO_SEND_NS = 250_000_000L;

    /** Ours: a server that said no changes its mind only when a person or a bundle does something. */
    private static final long REFUSED_NS = 5_000_000_000L;

    private final RandomGenerator random;
    private int round;
    private int turn;
    private boolean refused;
    private long nextNs;

    RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /** Begins anew; the first attempt is due at once. */
    void restart(long nowNs) {
        round = 0;
        turn = 0;
        refused = false;
        nextNs = nowNs;
    }

    boolean isDue(long nowNs) {
        return nextNs - nowNs <= 0;
    }

    long nextNs() {
        return nextNs;
    }

    /** Which of so many links has its turn. */
    int link(int links) {
        return (round + turn) % links;
    }

    void sent(int links, long nowNs) {
        turn++;
        if (turn < links && !refused) {
            nextNs = nowNs + NEXT_LINK_NS;
            return;
        }
        long pauseNs = refused ? REFUSED_NS : PAUSES_NS[Math.min(round, PAUSES_NS.length - 1)];
        nextNs = nowNs + (long) (pauseNs * (1 + JITTER * (2 * random.nextDouble() - 1)));
        turn = 0;
        // Stays far below the largest int, and rotates on.
        round = (round + 1) % (Integer.MAX_VALUE / 2);
    }

    void nothingToSend(long nowNs) {
        nextNs = nowNs + NOTHING_TO_SEND_NS;
    }

    /** The server said no: goes on, slowly. */
    void refused(long nowNs) {
        refused = true;
        turn = 0;
        nextNs = nowNs + REFUSED_NS;
    }
}
