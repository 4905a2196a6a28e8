package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.engine.session.Session;

/**
 * Lets a cipher suite leave: sessions have re-keyed to another by then, or are cut off from it after a while. Confined to
 * the control thread.
 */
final class Retirement {
    /** Longest time sessions get to re-key: a few round trips on a satellite. */
    private static final long PATIENCE_NS = 2_500_000_000L;
    /** Packets under the old key are still under way for about this long after the last session re-keyed. */
    private static final long STRAGGLERS_NS = 300_000_000L;

    private final List<Leaving> leaving = new ArrayList<>();
    private final RoleContext context;

    private static final class Leaving {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final int suite;
        private final long sinceNs;
        private long freeSinceNs;

        Leaving(int suite, long sinceNs) {
            this.suite = suite;
            this.sinceNs = sinceNs;
        }
    }

    Retirement(RoleContext context) {
        this.context = context;
    }

    /** Begins; completes when nothing refers to the suite any more. */
    CompletableFuture<Void> begin(int suite, long nowNs) {
        if (context.plugins().suites().suite(suite).isPresent()) {
            // Another bundle offers the same suite: sessions stay with what they have until they re-key.
            return CompletableFuture.completedFuture(null);
        }
        Leaving one = new Leaving(suite, nowNs);
        leaving.add(one);
        tick(nowNs);
        return one.done;
    }

    /** Lets go of what nobody uses any more. */
    void tick(long nowNs) {
        for (Leaving one : List.copyOf(leaving)) {
            boolean used = context.sessions().live().stream()
                    .anyMatch(session -> session.keys().suite() == one.suite);
            one.freeSinceNs = used ? 0 : one.freeSinceNs == 0 ? nowNs : one.freeSinceNs;
            boolean free = !used && nowNs - one.freeSinceNs >= STRAGGLERS_NS;
            boolean hopeless = context.plugins().suites().services().best().isEmpty();
            if (free || hopeless || nowNs - one.sinceNs >= PATIENCE_NS) {
                leaving.remove(one);
                letGo(one);
            }
        }
    }

    private void letGo(Leaving one) {
        List<CompletableFuture<Void>> steps = new ArrayList<>();
        for (Session session : context.sessions().live()) {
            steps.add(session.loops().callSend(() -> session.sender().retire(one.suite)));
            steps.add(
                    session.loops().toReceive().call(() -> session.gate().keys().retire(one.suite)));
        }
        CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new))
                .whenComplete((nothing, failure) -> one.done.complete(null));
    }
}
