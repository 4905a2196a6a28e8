package org.multiwanbond.engine.explain;

import java.util.List;
import java.util.Map;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.status.PathStatus;

/** What a person configured and what that costs. Thread-safe: stateless. */
final class SetupRules {
    private static final double BITS_PER_MBIT = 1e6;
    /** A path this near its cap is held back by it. */
    private static final double NEAR_CAP = 0.9;

    /** Modes that do not add links up for one flow, and what they do instead. */
    private static final Map<String, String> ALONE = Map.of(
            "failover", "uses one link at a time, so the bond is as fast as that link",
            "redundant", "sends each packet on several links, so the bond is no faster than one of them",
            "per-flow", "keeps each flow on one link, so one flow is as fast as its link",
            "least-latency", "prefers the link with the least delay, so the others are used little",
            "overflow", "fills links in their order, so the later ones are used only when the earlier are full");

    private SetupRules() {}

    static void judge(Watch watch, Findings findings) {
        mode(watch, findings);
        codec(watch.setup(), findings);
        for (LinkStatus link : watch.now().links()) {
            link(watch, link, findings);
        }
    }

    private static void mode(Watch watch, Findings findings) {
        watch.sessions().stream()
                .map(session -> session.now().mode())
                .filter(ALONE::containsKey)
                .distinct()
                .forEach(mode -> findings.info(
                        "mode",
                        "Mode " + mode + " " + ALONE.get(mode) + ".",
                        "Add the links up with balancer:use bonding."));
    }

    private static void codec(Setup setup, Findings findings) {
        if (!setup.fec().equals("off") && !setup.hasCodec()) {
            findings.warn(
                    "fec",
                    "fec = " + setup.fec()
                            + " is configured, but no FEC codec is installed: no repair packets are sent.",
                    "Install one with feature:install mwb-codec-reedsolomon, or set fec = off.");
        }
    }

    private static void link(Watch watch, LinkStatus link, Findings findings) {
        WanSettings wan = link.settings();
        if (link.paused()) {
            findings.info(
                    wan.id(),
                    "Link " + wan.id() + " is paused by a person.",
                    "Use it again with wan:resume " + wan.id() + ".");
            return;
        }
        boolean wanted = wan.role() != LinkRole.OFF && link.problem().isEmpty();
        if (wanted && link.paths().isEmpty() && !watch.sessions().isEmpty()) {
            findings.warn(
                    wan.id(),
                    "Link " + wan.id() + " is configured but has no path in any session.",
                    "See what wan:show " + wan.id() + " says; a session has room for 16 paths.");
        }
        plan(link, findings);
        cap(wan.id(), "uploadMbit", wan.uploadMbit(), rates(link.paths(), true), findings);
        cap(wan.id(), "downloadMbit", wan.downloadMbit(), rates(link.paths(), false), findings);
    }

    private static void plan(LinkStatus link, Findings findings) {
        WanSettings wan = link.settings();
        if (wan.plan().isEmpty() || link.dataUse().isEmpty()) {
            return;
        }
        boolean standby = wan.plan().get().action() == DataPlan.Action.STANDBY;
        if (link.dataUse().get().usedBytes() >= wan.plan().get().quotaBytes()) {
            findings.warn(
                    wan.id(),
                    "Link " + wan.id() + " has used up its data plan"
                            + (standby
                                    ? ": it carries data only while no other link can."
                                    : " and is used all the same."),
                    "It counts anew from " + link.dataUse().get().resets() + "; until then quotaGb and quotaAction in"
                            + " org.multiwanbond.wan-" + wan.id() + ".cfg decide.");
        }
    }

    private static long rates(List<PathStatus> paths, boolean up) {
        return paths.stream()
                .mapToLong(path -> up ? path.txBitsPerSecond() : path.rxBitsPerSecond())
                .sum();
    }

    private static void cap(String wan, String key, double mbit, long bitsPerSecond, Findings findings) {
        if (mbit > 0 && bitsPerSecond >= NEAR_CAP * mbit * BITS_PER_MBIT) {
            findings.info(
                    wan,
                    "Link " + wan + " carries " + Figures.rate(bitsPerSecond) + ", held back by its configured cap of "
                            + Figures.rate((long) (mbit * BITS_PER_MBIT)) + ".",
                    "If the link can do more, raise " + key + " in org.multiwanbond.wan-" + wan
                            + ".cfg, or set it to 0.");
        }
    }
}
