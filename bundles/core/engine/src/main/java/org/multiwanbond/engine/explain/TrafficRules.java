package org.multiwanbond.engine.explain;

/** Whether links, bond or sender set the pace of what is sent now. Thread-safe: stateless. */
final class TrafficRules {
    /** Less is no traffic to judge by. */
    private static final long SOME_BITS_PER_SECOND = 1_000_000;

    private static final double NEARLY_FULL = 0.85;
    private static final double HALF_FULL = 0.6;
    /** A queue that is fed faster than it leaves has more than this. */
    private static final long WAITING_NS = 3_000_000L;

    private static final String TRAFFIC = "traffic";

    private TrafficRules() {}

    static void judge(SessionWatch session, Findings findings) {
        alone(session, findings);
        dropped(session, findings);
        if (!session.isCapacityKnown() || session.sentBitsPerSecond() < SOME_BITS_PER_SECOND) {
            return;
        }
        double filled = (double) session.sentBitsPerSecond() / session.capacityBitsPerSecond();
        boolean waits = session.now().recovery().waitNs() >= WAITING_NS;
        if (filled >= NEARLY_FULL) {
            findings.info(
                    TRAFFIC,
                    "The links are full: " + Figures.rate(session.sentBitsPerSecond()) + " of "
                            + Figures.rate(session.capacityBitsPerSecond()) + " are sent to "
                            + session.now().peer() + ", and packets wait "
                            + Figures.ms(session.now().recovery().waitNs()) + " for one.",
                    "Only faster or more links would carry more.");
        } else if (waits) {
            unfilled(session, findings);
        } else if (neverWaited(session)) {
            window(session, 1 - filled, findings);
        }
    }

    private static boolean neverWaited(SessionWatch session) {
        return session.before().recovery().waitNs() < WAITING_NS
                && session.before().waitingPackets() == 0
                && session.now().waitingPackets() == 0;
    }

    private static void window(SessionWatch session, double free, Findings findings) {
        findings.info(
                TRAFFIC,
                "Nothing waits for a link and " + Figures.percent(free) + " of the capacity to "
                        + session.now().peer()
                        + " is free: the sending application or its TCP window limits, not the bond.",
                "Let the sender use a larger window (net.ipv4.tcp_wmem, tcp_rmem) or more streams.");
    }

    private static void unfilled(SessionWatch session, Findings findings) {
        for (PathWatch path : session.used()) {
            if (path.filledRatio() < HALF_FULL) {
                findings.warn(
                        path.wan(),
                        path.link() + " is filled to " + Figures.percent(path.filledRatio()) + " of "
                                + Figures.rate(path.now().capacityBitsPerSecond())
                                + " though packets wait: " + cause(session, path) + ".",
                        "See the shares in bond:explain and the scores in flow:explain.");
            }
        }
    }

    private static String cause(SessionWatch session, PathWatch path) {
        return switch (path.now().phase()) {
            case "drain" -> "its queue of " + Figures.ms(path.now().queueNs()) + " is being emptied";
            case "train", "unknown" -> "its rate is being measured";
            default -> "mode " + session.now().mode() + " prefers other links";
        };
    }

    private static void alone(SessionWatch session, Findings findings) {
        if (session.used().size() == 1) {
            findings.info(
                    session.used().get(0).wan(),
                    "Only " + session.used().get(0).wan() + " carries traffic to "
                            + session.now().peer() + ": there is nothing to add it to.",
                    session.paths().size() == 1 ? "Add a link with wan:add." : "");
        }
    }

    private static void dropped(SessionWatch session, Findings findings) {
        if (session.lostUnits() > 0) {
            findings.warn(
                    TRAFFIC,
                    session.lostUnits() + " packets to " + session.now().peer()
                            + " were lost for good within a second, on each link they were sent on.",
                    "Look at the links' loss in wan:list.");
        }
    }
}
