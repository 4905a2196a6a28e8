package org.multiwanbond.shell.bond;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.status.ModeStatus;
import org.multiwanbond.api.status.PathStatus;
import org.multiwanbond.api.status.SessionStatus;
import org.multiwanbond.shell.text.Units;

/** The status as JSON objects; the keys are a promise to scripts. Thread-safe: stateless. */
public final class StatusJson {
    private StatusJson() {}

    /** The whole status. */
    public static Map<String, Object> bond(BondStatus status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("role", status.role());
        json.put("state", status.state());
        json.put("problems", status.problems());
        json.put("uptimeMs", status.uptimeMs());
        json.put("tunnelDevice", status.tunnelDevice());
        json.put("tunnelMtuBytes", status.tunnelMtuBytes());
        json.put("listening", status.listening());
        json.put("publicKey", status.publicKey());
        json.put("mode", status.wantedMode());
        json.put("ciphers", status.ciphers());
        json.put("sessions", status.sessions().stream().map(StatusJson::session).toList());
        json.put("links", status.links().stream().map(StatusJson::link).toList());
        json.put("modes", status.modes().stream().map(StatusJson::mode).toList());
        Map<String, Object> drops = new LinkedHashMap<>();
        status.drops().forEach(drop -> drops.put(drop.reason(), drop.packets()));
        json.put("drops", drops);
        json.put("threads", status.threads());
        return json;
    }

    /** One session with its paths. */
    public static Map<String, Object> session(SessionStatus session) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peer", session.peer());
        json.put("state", session.state());
        json.put("reason", session.reason());
        json.put("stateSinceMs", session.stateSinceMs());
        json.put("cipher", session.cipher());
        json.put("epoch", session.epoch());
        json.put("mode", session.mode());
        json.put("addresses", texts(session.addresses()));
        json.put("paths", session.paths().stream().map(StatusJson::path).toList());
        json.put("innerTxPackets", session.innerTxPackets());
        json.put("innerRxPackets", session.innerRxPackets());
        json.put("innerTxBytes", session.innerTxBytes());
        json.put("innerRxBytes", session.innerRxBytes());
        json.put("reorderHeld", session.reorderHeld());
        json.put("reorderGivenUp", session.reorderGivenUp());
        json.put("lateUnits", session.lateUnits());
        json.put("waitingPackets", session.waitingPackets());
        json.put("recovery", recovery(session.recovery()));
        return json;
    }

    private static Map<String, Object> recovery(SessionStatus.Recovery recovery) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("resentUnits", recovery.resentUnits());
        json.put("lostUnits", recovery.lostUnits());
        json.put("repairPackets", recovery.repairPackets());
        json.put("repairedUnits", recovery.repairedUnits());
        json.put("droppedPackets", recovery.droppedPackets());
        json.put("markedPackets", recovery.markedPackets());
        json.put("waitMs", Units.spanMillis(recovery.waitNs()));
        json.put("holdMs", Units.spanMillis(recovery.holdNs()));
        return json;
    }

    /** One path. */
    public static Map<String, Object> path(PathStatus path) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", path.pathId());
        json.put("wan", path.wan());
        json.put("state", word(path.state()));
        json.put("reason", path.reason());
        json.put("stateSinceMs", path.stateSinceMs());
        json.put("local", path.local());
        json.put("remote", path.remote());
        json.put("rttMs", Units.millis(path.rttNs()));
        json.put("jitterMs", Units.millis(path.jitterNs()));
        json.put("lossRatio", path.lossRatio());
        json.put("txBytes", path.txBytes());
        json.put("rxBytes", path.rxBytes());
        json.put("txPackets", path.txPackets());
        json.put("rxPackets", path.rxPackets());
        json.put("txBitsPerSecond", path.txBitsPerSecond());
        json.put("rxBitsPerSecond", path.rxBitsPerSecond());
        json.put("payloadBytes", path.payloadBytes());
        json.put("capacityBitsPerSecond", path.capacityBitsPerSecond() > 0 ? path.capacityBitsPerSecond() : null);
        json.put("phase", path.phase());
        json.put("delayMs", Units.millis(path.delayNs()));
        json.put("delayJitterMs", Units.spanMillis(path.delayJitterNs()));
        json.put("queueMs", Units.spanMillis(path.queueNs()));
        json.put("lostPackets", path.lostPackets());
        return json;
    }

    /** One link with what its paths carry together. */
    public static Map<String, Object> link(LinkStatus link) {
        LinkSummary summary = LinkSummary.of(link);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", link.settings().id());
        json.put("name", link.settings().name());
        json.put("state", summary.state());
        json.put("problem", link.problem());
        json.put("role", word(link.settings().role()));
        json.put("type", LinkSummary.type(link.settings().type()));
        json.put("device", link.settings().device().orElse(null));
        json.put("localAddress", LinkSummary.localAddress(link.settings()));
        json.put("addresses", link.addresses());
        json.put("server", link.settings().server().map(Object::toString).orElse(null));
        json.put("weight", link.settings().weight());
        json.put("uploadMbit", link.settings().uploadMbit());
        json.put("downloadMbit", link.settings().downloadMbit());
        json.put("paused", link.paused());
        json.put("plan", PlanSummary.json(link).orElse(null));
        json.put("rxBitsPerSecond", summary.rxBitsPerSecond());
        json.put("txBitsPerSecond", summary.txBitsPerSecond());
        json.put("rxBytes", summary.rxBytes());
        json.put("txBytes", summary.txBytes());
        json.put("rttMs", Units.millis(summary.rttNs()));
        json.put("jitterMs", Units.millis(summary.jitterNs()));
        json.put("lossRatio", summary.lossRatio());
        json.put("capacityBitsPerSecond", summary.capacityBitsPerSecond() > 0 ? summary.capacityBitsPerSecond() : null);
        json.put("paths", link.paths().stream().map(StatusJson::path).toList());
        return json;
    }

    /** One balancer. */
    public static Map<String, Object> mode(ModeStatus mode) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mode", mode.mode());
        json.put("ranking", mode.ranking());
        json.put("active", mode.active());
        json.put("bundle", mode.bundle());
        return json;
    }

    /** The texts of addresses. */
    public static List<String> texts(List<Prefix> prefixes) {
        return prefixes.stream().map(Prefix::toString).toList();
    }

    /** An enum constant as people type it. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
