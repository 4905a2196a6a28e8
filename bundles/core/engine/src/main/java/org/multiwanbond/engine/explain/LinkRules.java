package org.multiwanbond.engine.explain;

import org.multiwanbond.api.path.PathState;

/** What is wrong with a link itself: loss, silence, size, hold-down. Thread-safe: stateless. */
final class LinkRules {
    /** Below this TCP over a retransmitting tunnel does not notice. */
    private static final double SOME_LOSS = 0.005;

    private static final double MUCH_LOSS = 0.02;
    /** Beyond this a path is left out of spreading. */
    private static final double LOSS_LIMIT = 0.1;

    /** Packets in the second watched that should have brought an answer. */
    private static final int ENOUGH_PACKETS = 10;

    private static final int MANY_PACKETS = 100;

    /** The size search takes some seconds. */
    private static final long SETTLED_MS = 10_000;
    /** Header 16, tag 16, prefix of DATA 8, flow link 2. */
    private static final int OVERHEAD_BYTES = 42;

    private LinkRules() {}

    static void judge(SessionWatch session, int tunnelMtuBytes, Findings findings) {
        for (PathWatch path : session.paths()) {
            switch (path.now().state()) {
                case ACTIVE, STANDBY -> {
                    loss(session, path, findings);
                    silence(session, path, findings);
                    size(path, tunnelMtuBytes, findings);
                }
                case DOWN, SUSPECT -> outage(path, findings);
                default -> validation(path, findings);
            }
        }
        if (session.used().isEmpty() && !session.paths().isEmpty()) {
            findings.fail(
                    session.now().peer(),
                    "No path to " + session.now().peer() + " is usable: "
                            + session.now().waitingPackets() + " packets wait.",
                    "See why in the table of bond:status.");
        }
    }

    private static void loss(SessionWatch session, PathWatch path, Findings findings) {
        double loss = path.now().lossRatio();
        if (loss < SOME_LOSS) {
            return;
        }
        if (path.lostPackets() == 0) {
            // The share is an average over packets: an idle link keeps that of its last outage.
            String lost = path.link() + " lost " + Figures.percent(loss) + " of its latest packets";
            findings.info(path.wan(), lost + ", none within the last second.", "");
            return;
        }
        String why = path.link() + " loses " + Figures.percent(loss) + " of its packets";
        if (loss > LOSS_LIMIT && session.used().size() > 1) {
            findings.warn(
                    path.wan(),
                    why + ": beyond 10 % traffic is not spread over it while another link works.",
                    "Mend the link, or pause it with wan:pause " + path.wan() + ".");
            return;
        }
        String cost = session.sentPackets() > 0
                ? "; retransmissions cost " + Figures.percent(session.resentRatio()) + " of what is sent."
                : "; what it loses is sent again.";
        if (loss >= MUCH_LOSS) {
            findings.warn(
                    path.wan(),
                    why + cost,
                    "Look at its radio signal, cabling or modem"
                            + (session.setup().fec().equals("off") ? "; fec = auto hides single losses." : "."));
        } else {
            findings.info(path.wan(), why + cost, "");
        }
    }

    /** A peer that sends much probes each of its paths many times a second, whatever its mode. */
    private static void silence(SessionWatch session, PathWatch path, Findings findings) {
        boolean busy = path.sentPackets() >= ENOUGH_PACKETS && session.receivedPackets() >= MANY_PACKETS;
        if (busy && path.receivedPackets() == 0) {
            findings.warn(
                    path.wan(),
                    path.link() + " works in one direction only: " + path.sentPackets()
                            + " datagrams left on it within a second and none came.",
                    "Look for a firewall or NAT that lets UDP out and not in.");
        }
    }

    private static void size(PathWatch path, int tunnelMtuBytes, Findings findings) {
        int payload = path.now().payloadBytes();
        if (tunnelMtuBytes > 0
                && payload < tunnelMtuBytes + OVERHEAD_BYTES
                && path.now().stateSinceMs() >= SETTLED_MS) {
            findings.warn(
                    path.wan(),
                    path.link() + " carries " + payload + " octets at once, a full packet of the tunnel needs "
                            + (tunnelMtuBytes + OVERHEAD_BYTES) + ": such packets go in fragments.",
                    "Set mtu = " + Math.max(1_280, payload - OVERHEAD_BYTES)
                            + " in org.multiwanbond.bond.cfg on both ends.");
        }
    }

    private static void outage(PathWatch path, Findings findings) {
        String reason = path.now().reason().isEmpty() ? "" : ": " + path.now().reason();
        String since = " for " + Figures.duration(path.now().stateSinceMs());
        if (path.heldNs() > 0) {
            findings.warn(
                    path.wan(),
                    path.link() + " failed again and again and is held down for another "
                            + Figures.duration(path.heldNs() / 1_000_000 + 999) + ", even if it answers.",
                    "Wait, or look why it flaps; holdDown = false in org.multiwanbond.bond.cfg switches this off.");
        } else if (path.receivedPackets() >= ENOUGH_PACKETS) {
            findings.warn(
                    path.wan(),
                    path.link() + " works in one direction only: " + path.receivedPackets()
                            + " datagrams came on it within a second, but ours are not answered.",
                    "Look for a firewall, or a NAT that forgot its mapping.");
        } else if (path.now().state() == PathState.DOWN) {
            findings.warn(
                    path.wan(),
                    path.link() + " is down" + since + reason + ".",
                    "Check the link; it is used again by itself.");
        } else {
            findings.info(path.wan(), path.link() + " is suspected" + since + reason + ".", "");
        }
    }

    private static void validation(PathWatch path, Findings findings) {
        if (path.now().stateSinceMs() >= SETTLED_MS) {
            findings.warn(
                    path.wan(),
                    path.link() + " was never answered by the peer since "
                            + Figures.duration(path.now().stateSinceMs()) + ".",
                    "Check that the peer can be reached over it by UDP.");
        }
    }
}
