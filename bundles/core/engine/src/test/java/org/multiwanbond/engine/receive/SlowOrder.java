package org.multiwanbond.engine.receive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** What the reorder buffer promises, written down without any care for speed. Confined to one thread. */
final class SlowOrder {
    /** A unit: with {@code link} &lt; 0 it waits for all lower ones, if it is ordered at all. */
    record Unit(long dsn, boolean ordered, int link) {}

    private record Held(Unit unit, long deadlineNs) {}

    private final Set<Long> delivered = new HashSet<>();
    private final Set<Long> settled = new HashSet<>();
    private final List<Held> held = new ArrayList<>();
    private final List<Long> out = new ArrayList<>();
    private final int most;
    private final long holdNs;
    private long highest = -1;

    SlowOrder(int units, long holdNs) {
        this.most = units;
        this.holdNs = holdNs;
    }

    int accept(Unit unit, long nowNs) {
        for (long next = highest + 1; next <= unit.dsn(); next++) {
            leave(next - 2L * most);
            highest = next;
        }
        if (unit.dsn() < lowest()) {
            return ReorderBuffer.LATE;
        }
        if (delivered.contains(unit.dsn()) || isHeld(unit.dsn())) {
            return ReorderBuffer.DUPLICATE;
        }
        while (unit.ordered() && held.size() == most) {
            endHold(held.get(0).unit());
        }
        if (settled.contains(unit.dsn())) {
            delivered.add(unit.dsn());
            out.add(unit.dsn());
            return ReorderBuffer.OVERDUE;
        }
        held.add(new Held(unit, nowNs + holdNs));
        deliverWhatMay();
        return ReorderBuffer.ACCEPTED;
    }

    private void leave(long dsn) {
        held.stream()
                .map(Held::unit)
                .filter(unit -> unit.dsn() == dsn)
                .findFirst()
                .ifPresent(this::endHold);
        settled.add(dsn);
        deliverWhatMay();
    }

    void expire(long nowNs) {
        for (Held one : List.copyOf(held)) {
            if (one.deadlineNs() <= nowNs) {
                endHold(one.unit());
            }
        }
    }

    private void endHold(Unit unit) {
        while (isHeld(unit.dsn())) {
            Unit at = unit;
            long before = before(at);
            while (isHeld(before)) {
                long wanted = before;
                at = held.stream()
                        .map(Held::unit)
                        .filter(one -> one.dsn() == wanted)
                        .findFirst()
                        .orElseThrow();
                before = before(at);
            }
            settled.add(before);
            deliverWhatMay();
        }
    }

    private void deliverWhatMay() {
        boolean again = true;
        while (again) {
            again = false;
            for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
                Unit unit = each.next().unit();
                if (before(unit) < 0) {
                    each.remove();
                    delivered.add(unit.dsn());
                    settled.add(unit.dsn());
                    out.add(unit.dsn());
                    again = true;
                }
            }
        }
    }

    private long before(Unit unit) {
        if (!unit.ordered() || unit.link() == 0) {
            return -1;
        }
        if (unit.link() > 0) {
            long before = unit.dsn() - unit.link();
            return before < lowest() || settled.contains(before) ? -1 : before;
        }
        for (long before = lowest(); before < unit.dsn(); before++) {
            if (!settled.contains(before)) {
                return before;
            }
        }
        return -1;
    }

    private long lowest() {
        return Math.max(0, highest - 2L * most + 1);
    }

    private boolean isHeld(long dsn) {
        return held.stream().anyMatch(one -> one.unit().dsn() == dsn);
    }

    int heldUnits() {
        return held.size();
    }

    /** What was delivered since the last call. */
    List<Long> delivered() {
        List<Long> result = List.copyOf(out);
        out.clear();
        return result;
    }
}
