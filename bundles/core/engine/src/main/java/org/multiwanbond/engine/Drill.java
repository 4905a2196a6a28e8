package org.multiwanbond.engine;

import java.util.List;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.DrillRefused;
import org.multiwanbond.api.status.DrillReport;
import org.multiwanbond.api.status.SessionStatus;

/** Cuts a link on purpose for some seconds and reports what that did. Confined to the thread that runs it. */
final class Drill {
    /** What the drill does to the engine; waiting is handed in so that a simulation can move time. */
    interface Hand {
        /** Cuts a link or lets it pass; returns when that holds. */
        void cut(String wan, boolean cut);

        /** Lets this much time pass. */
        void pause(long ns);
    }

    static final int MOST_SECONDS = 30;
    private static final long SECOND_NS = 1_000_000_000L;
    /** As often as a flow of voice sends, several times over: the resolution of the gaps. */
    private static final long LOOK_NS = 2_000_000L;

    private static final long RETURN_NS = 20 * SECOND_NS;

    private final Supplier<BondStatus> status;
    private final LongSupplier clock;
    private final Hand hand;

    Drill(Supplier<BondStatus> status, LongSupplier clock, Hand hand) {
        this.status = status;
        this.clock = clock;
        this.hand = hand;
    }

    /** Runs the drill; the link passes again whatever happens. */
    DrillReport run(String wan, int seconds, boolean force) throws DrillRefused {
        refuse(status.get(), wan, seconds, force);
        DrillTrace trace = new DrillTrace(wan);
        for (long endNs = now() + SECOND_NS; now() < endNs; ) {
            trace.quiet(status.get(), now());
            hand.pause(LOOK_NS);
        }
        try {
            trace.cut(status.get(), now());
            hand.cut(wan, true);
            for (long endNs = now() + seconds * SECOND_NS; now() < endNs; ) {
                look(trace);
            }
        } finally {
            hand.cut(wan, false);
        }
        trace.restored(now());
        for (long endNs = now() + RETURN_NS; now() < endNs && !trace.isBack(); ) {
            look(trace);
        }
        return trace.report(seconds);
    }

    private void look(DrillTrace trace) {
        trace.look(status.get(), now());
        hand.pause(LOOK_NS);
    }

    private long now() {
        return clock.getAsLong();
    }

    private static void refuse(BondStatus status, String wan, int seconds, boolean force) throws DrillRefused {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new DrillRefused("seconds must be 1 to " + MOST_SECONDS + ", was " + seconds + ". Nothing was cut.");
        }
        List<SessionStatus> over = status.sessions().stream()
                .filter(session -> works(session, wan, true))
                .toList();
        if (over.isEmpty()) {
            throw new DrillRefused("Link " + wan + " carries nothing now: there is nothing to cut. " + "Links that do: "
                    + working(status) + ".");
        }
        for (SessionStatus session : over) {
            if (!force && !works(session, wan, false)) {
                throw new DrillRefused("Link " + wan + " is the last that works for " + session.peer()
                        + ": all traffic would stop. Add --force to cut it all the same.");
            }
        }
    }

    /** Whether a path of this link works, or one of another. */
    private static boolean works(SessionStatus session, String wan, boolean same) {
        return session.paths().stream()
                .anyMatch(path -> path.wan().equals(wan) == same
                        && (path.state() == PathState.ACTIVE || path.state() == PathState.STANDBY));
    }

    private static String working(BondStatus status) {
        TreeSet<String> wans = new TreeSet<>();
        status.sessions().stream()
                .flatMap(session -> session.paths().stream())
                .filter(path -> path.state() == PathState.ACTIVE || path.state() == PathState.STANDBY)
                .forEach(path -> wans.add(path.wan()));
        return wans.isEmpty() ? "none" : String.join(", ", wans);
    }
}
