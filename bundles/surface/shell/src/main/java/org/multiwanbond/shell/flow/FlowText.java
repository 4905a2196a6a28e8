package org.multiwanbond.shell.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.multiwanbond.api.status.FlowScore;
import org.multiwanbond.api.status.FlowStatus;
import org.multiwanbond.shell.text.Table;
import org.multiwanbond.shell.text.Units;

/** Flows and the scores of their candidate links, for people and for scripts. Thread-safe: stateless. */
final class FlowText {
    /** A screen holds about as many. */
    private static final int MOST_FLOWS = 10;

    private FlowText() {}

    /** The flows whose description contains the filter, in whatever case. */
    static List<FlowStatus> matching(List<FlowStatus> flows, String filter) {
        String wanted = filter.toLowerCase(Locale.ROOT);
        return flows.stream()
                .filter(flow -> title(flow).toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    static List<String> lines(List<FlowStatus> flows, int all) {
        if (flows.isEmpty()) {
            return List.of(
                    all == 0
                            ? "No flow was sent within the last half second."
                            : "None of " + all + " flows matches. Filter by tcp, an address, :443 or real-time.");
        }
        List<String> lines = new ArrayList<>();
        for (FlowStatus flow : flows.subList(0, Math.min(MOST_FLOWS, flows.size()))) {
            lines.add(Units.printable(title(flow)));
            lines.add("  " + Units.printable(verdict(flow)));
            table(flow).lines().forEach(line -> lines.add("  " + line));
            lines.add("");
        }
        if (flows.size() > MOST_FLOWS) {
            lines.add(MOST_FLOWS + " of " + flows.size() + " shown. Give a filter, or --json for all.");
        }
        return lines;
    }

    private static String title(FlowStatus flow) {
        return flow.protocol() + " " + flow.source() + " > " + flow.target() + " to " + flow.peer() + ", "
                + flow.trafficClass();
    }

    private static String verdict(FlowStatus flow) {
        String counts = flow.waitingPackets() + " packets wait, " + flow.flyingPackets() + " are under way. ";
        FlowScore first = flow.scores().isEmpty() ? null : flow.scores().get(0);
        if (first == null || !first.excluded().isEmpty()) {
            return counts + "No link can take the next one.";
        }
        return counts + "The next one of " + flow.packetBytes() + " octets would arrive soonest on " + first.wan()
                + (first.room() ? "." : ", which is full now.");
    }

    private static Table table(FlowStatus flow) {
        Table table = new Table(
                "WAN", "Arrives in>", "Backlog>", "Sending>", "Delay>", "Room", "Loss>", "Under way>", "Excluded");
        for (FlowScore score : flow.scores()) {
            table.row(
                    score.wan(),
                    Units.time(score.arrivalNs()),
                    Units.time(score.backlogNs()),
                    Units.time(score.sendingNs()),
                    Units.time(score.delayNs()),
                    score.room() ? "yes" : "no",
                    Units.percent(score.lossRatio()),
                    score.flyingPackets(),
                    Units.orDash(score.excluded()));
        }
        return table;
    }

    static Map<String, Object> json(FlowStatus flow) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peer", flow.peer());
        json.put("protocol", flow.protocol());
        json.put("source", flow.source());
        json.put("target", flow.target());
        json.put("class", flow.trafficClass());
        json.put("packetBytes", flow.packetBytes());
        json.put("waitingPackets", flow.waitingPackets());
        json.put("flyingPackets", flow.flyingPackets());
        json.put("scores", flow.scores().stream().map(FlowText::json).toList());
        return json;
    }

    private static Map<String, Object> json(FlowScore score) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", score.pathId());
        json.put("wan", score.wan());
        json.put("arrivalMs", Units.millis(score.arrivalNs()));
        json.put("backlogMs", Units.spanMillis(score.backlogNs()));
        json.put("sendingMs", Units.millis(score.sendingNs()));
        json.put("delayMs", Units.millis(score.delayNs()));
        json.put("room", score.room());
        json.put("lossRatio", score.lossRatio());
        json.put("flyingPackets", score.flyingPackets());
        json.put("excluded", score.excluded());
        return json;
    }
}
