package org.multiwanbond.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.PathStatus;

/** Tells in sentences how traffic is spread now, and why so. Thread-safe: stateless. */
public final class Spread {
    private Spread() {}

    /** Five to ten sentences for each session of a few links. */
    public static List<String> sentences(Watch watch) {
        List<String> lines = new ArrayList<>();
        for (SessionWatch session : watch.sessions()) {
            lines.add(summary(session));
            session.paths().forEach(path -> lines.add(path(session, path)));
            if (!session.used().isEmpty()) {
                lines.add(order(session));
                lines.add(recovery(session));
                lines.add(waiting(session));
            }
        }
        if (lines.isEmpty()) {
            lines.add("There is no session: nothing is spread. See bond:status.");
        }
        return lines;
    }

    private static String summary(SessionWatch session) {
        String mode = session.now().mode();
        String of = session.isCapacityKnown() ? " of about " + Figures.rate(session.capacityBitsPerSecond()) : "";
        long received = session.paths().stream()
                .mapToLong(path -> path.now().rxBitsPerSecond())
                .sum();
        return "To " + session.now().peer() + ", mode " + (mode.isEmpty() ? "none" : mode) + " spreads "
                + Figures.rate(session.sentBitsPerSecond()) + of + " over "
                + session.used().size() + " of "
                + session.paths().size() + " paths; " + Figures.rate(received) + " come back.";
    }

    private static String path(SessionWatch session, PathWatch watch) {
        PathStatus path = watch.now();
        if (session.used().stream().noneMatch(used -> used.now().pathId() == path.pathId())) {
            return path.wan() + " carries nothing: " + unused(watch) + ".";
        }
        return path.wan() + " carries " + share(path.txBitsPerSecond(), session.sentBitsPerSecond())
                + " of what is sent and " + capacity(session, path) + ", phase " + path.phase() + "; delay "
                + Figures.ms(path.delayNs()) + ", queue " + Figures.ms(path.queueNs()) + ", loss "
                + Figures.percent(path.lossRatio()) + ".";
    }

    private static String capacity(SessionWatch session, PathStatus path) {
        String rate = Figures.rate(path.txBitsPerSecond());
        if (path.capacityBitsPerSecond() <= 0) {
            return "its capacity is not known yet (" + rate + ")";
        }
        return "has " + share(path.capacityBitsPerSecond(), session.capacityBitsPerSecond()) + " of the capacity ("
                + rate + " of " + Figures.rate(path.capacityBitsPerSecond()) + ")";
    }

    private static String share(long part, long whole) {
        return whole <= 0 ? "0 %" : Figures.text("%.0f %%", 100.0 * part / whole);
    }

    private static String unused(PathWatch watch) {
        PathStatus path = watch.now();
        if (watch.heldNs() > 0) {
            return "it failed repeatedly and is held down for another "
                    + Figures.duration(watch.heldNs() / 1_000_000 + 999);
        }
        if (path.state() == PathState.STANDBY) {
            return "it is a backup, and others work";
        }
        return "it is " + path.state().name().toLowerCase(Locale.ROOT) + " for "
                + Figures.duration(path.stateSinceMs())
                + (path.reason().isEmpty() ? "" : " because it " + path.reason());
    }

    private static String order(SessionWatch session) {
        String hold = "a packet waits at most "
                + Figures.ms(session.now().recovery().holdNs()) + " for an earlier one of its flow, "
                + session.now().reorderHeld() + " wait now.";
        long latest = session.used().stream()
                .mapToLong(path -> path.now().delayNs())
                .max()
                .orElse(0);
        long spreadNs = latest - session.soonest().now().delayNs();
        return session.used().size() < 2
                ? "With one path nothing overtakes; " + hold
                : "The paths' delays differ by " + Figures.ms(spreadNs)
                        + ", so packets leave out of order that they may arrive in order; " + hold;
    }

    private static String recovery(SessionWatch session) {
        return session.resentUnits() + " of " + session.sentPackets() + " packets were sent again in the last second ("
                + Figures.percent(session.resentRatio()) + "), on the best other path; " + session.lostUnits()
                + " were lost for good, " + session.repairPackets() + " repair packets were added.";
    }

    private static String waiting(SessionWatch session) {
        long waitNs = session.now().recovery().waitNs();
        int packets = session.now().waitingPackets();
        return packets == 0
                ? "Nothing waits for a path: the senders set the pace."
                : packets + " packets wait for a path, the next one for " + Figures.ms(waitNs)
                        + ": the links set the pace.";
    }
}
