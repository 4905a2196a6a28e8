package org.multiwanbond.netlab.sim;

import java.util.PriorityQueue;

/**
 * Changes of links at instants counted from the script's first act. Add it to the loop before what it changes. Confined to
 * one thread.
 */
public final class LinkScript implements SimParticipant {
    private final PriorityQueue<Step> steps = new PriorityQueue<>();
    private long startNs;
    private boolean started;
    private int added;

    /** Makes a change once. */
    public LinkScript at(long afterNs, Runnable change) {
        steps.add(new Step(afterNs, added++, 0, new Runnable[] {change}, 0));
        return this;
    }

    /** Makes the changes turn by turn, one a period, the first at the end of the first period, for ever. */
    public LinkScript every(long periodNs, Runnable... changes) {
        if (periodNs <= 0 || changes.length == 0) {
            throw new IllegalArgumentException("every needs a period above 0 and a change.");
        }
        steps.add(new Step(periodNs, added++, periodNs, changes.clone(), 0));
        return this;
    }

    @Override
    public long act(long nowNs) {
        startNs = started ? startNs : nowNs;
        started = true;
        while (!steps.isEmpty() && startNs + steps.peek().afterNs() <= nowNs) {
            Step step = steps.remove();
            step.changes()[step.turn()].run();
            if (step.periodNs() > 0) {
                steps.add(step.next());
            }
        }
        return steps.isEmpty() ? NEVER : startNs + steps.peek().afterNs();
    }

    private record Step(long afterNs, int order, long periodNs, Runnable[] changes, int turn)
            implements Comparable<Step> {
        Step next() {
            return new Step(afterNs + periodNs, order, periodNs, changes, (turn + 1) % changes.length);
        }

        @Override
        public int compareTo(Step other) {
            return afterNs != other.afterNs ? Long.compare(afterNs, other.afterNs) : order - other.order;
        }
    }
}
