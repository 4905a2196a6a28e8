package org.multiwanbond.netlab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Moves the clock of a network from event to event and lets every participant act at each. Confined to one thread.
 *
 * <p>At one instant all participants act in the order they were added, and again while that makes packets due at the same
 * instant.
 */
public final class SimLoop {
    /** Rounds at one instant after which participants are taken to answer each other for ever. */
    private static final int MOST_ROUNDS = 10_000;

    private final List<SimParticipant> participants = new ArrayList<>();
    private final SimNetwork network;

    /** A loop over the events of this network. */
    public SimLoop(SimNetwork network) {
        this.network = network;
    }

    /** Adds a participant, which acts first at the next event. */
    public SimLoop add(SimParticipant participant) {
        participants.add(participant);
        return this;
    }

    /** Lets time pass. */
    public void runFor(long durationNs) {
        runUntil(() -> false, durationNs);
    }

    /** Lets time pass until the condition holds, checked after each event; answers whether it held within the time. */
    public boolean runUntil(BooleanSupplier condition, long atMostNs) {
        SimClock clock = network.clock();
        long endNs = clock.nowNs() + atMostNs;
        while (!condition.getAsBoolean()) {
            long nextNs = actAll();
            if (condition.getAsBoolean()) {
                return true;
            }
            if (clock.nowNs() >= endNs) {
                return false;
            }
            clock.advanceTo(Math.min(nextNs, endNs));
        }
        return true;
    }

    private long actAll() {
        long nowNs = network.clock().nowNs();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            long nextNs = SimParticipant.NEVER;
            for (SimParticipant participant : participants) {
                nextNs = Math.min(nextNs, participant.act(nowNs));
            }
            nextNs = Math.min(nextNs, network.nextDueNs());
            if (nextNs > nowNs) {
                return nextNs;
            }
        }
        throw new IllegalStateException("The simulation does not get beyond " + nowNs + " ns after " + MOST_ROUNDS
                + " rounds: a participant leaves packets unread or asks to act in the past.");
    }
}
