package org.multiwanbond.engine.explain;

import org.multiwanbond.api.status.PathStatus;

/** Links that are late, uneven, or hide a queue. Thread-safe: stateless. */
final class TimingRules {
    /** A path that is later by more is not used beside the first. */
    private static final long FARTHEST_NS = 150_000_000L;
    /** A hold time of this size is felt by people who talk. */
    private static final long WIDE_NS = 60_000_000L;

    private static final long UNEVEN_NS = 10_000_000L;
    private static final long VERY_UNEVEN_NS = 30_000_000L;
    /** A link whose rate is known well has no more than some ms. */
    private static final long LONG_QUEUE_NS = 60_000_000L;

    private TimingRules() {}

    static void judge(SessionWatch session, Findings findings) {
        for (PathWatch path : session.used()) {
            spread(session, path, findings);
            jitter(session, path, findings);
            queue(path, findings);
        }
    }

    private static void spread(SessionWatch session, PathWatch path, Findings findings) {
        PathStatus first = session.soonest().now();
        long laterNs = path.now().delayNs() - first.delayNs();
        if (first.delayNs() <= 0 || laterNs < WIDE_NS) {
            return;
        }
        String why = path.link() + " delivers " + Figures.ms(laterNs) + " later than " + first.wan();
        if (laterNs > FARTHEST_NS) {
            findings.warn(
                    path.wan(),
                    why + ": beyond 150 ms a link is not used beside another, only alone.",
                    "Give it role = backup in org.multiwanbond.wan-" + path.wan() + ".cfg, since it is one.");
        } else {
            findings.info(
                    path.wan(),
                    why + ": packets are held up to "
                            + Figures.ms(session.now().recovery().holdNs()) + " to restore their order.",
                    "");
        }
    }

    private static void jitter(SessionWatch session, PathWatch path, Findings findings) {
        long jitterNs = path.now().delayJitterNs();
        String why = path.link() + " delivers unevenly, by " + Figures.ms(jitterNs)
                + " on average: packets are held up to "
                + Figures.ms(session.now().recovery().holdNs()) + " to restore their order.";
        if (jitterNs >= VERY_UNEVEN_NS) {
            findings.warn(path.wan(), why, "Look at its radio signal, or what else it carries.");
        } else if (jitterNs >= UNEVEN_NS) {
            findings.info(path.wan(), why, "");
        }
    }

    private static void queue(PathWatch path, Findings findings) {
        if (path.now().queueNs() >= LONG_QUEUE_NS) {
            findings.warn(
                    path.wan(),
                    "Packets wait " + Figures.ms(path.now().queueNs()) + " in the queue of link " + path.wan()
                            + ": it carries less than the "
                            + Figures.rate(path.now().capacityBitsPerSecond())
                            + " believed, or others fill it too.",
                    "Keep other traffic off the link, or cap it with uploadMbit in org.multiwanbond.wan-" + path.wan()
                            + ".cfg.");
        }
    }
}
