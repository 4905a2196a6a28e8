package org.multiwanbond.shell.bond;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.multiwanbond.api.status.DrillReport;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.text.Units;

/** What a drill showed, for people and for scripts. Thread-safe: stateless. */
final class DrillText {
    private static final int MOST_SECONDS = 30;

    private DrillText() {}

    /** The duration a person typed. */
    static int seconds(String typed) throws Refusal {
        if (!typed.matches("[0-9]{1,3}") || Integer.parseInt(typed) < 1 || Integer.parseInt(typed) > MOST_SECONDS) {
            throw new Refusal("--seconds must be 1 to " + MOST_SECONDS + ", was " + typed + ". Nothing was cut.");
        }
        return Integer.parseInt(typed);
    }

    static List<String> lines(DrillReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(
                report.detectionMs() < 0
                        ? "Detection  not noticed within " + report.seconds() + " s: nothing was sent on "
                                + report.wan() + " that could have been missed"
                        : "Detection  " + ms(report.detectionMs()) + " after the cut");
        lines.add("Gap        " + gap(report));
        lines.add("Sent again " + report.resentUnits() + " of " + report.sentPackets() + " packets, "
                + report.lostUnits() + " lost for good");
        lines.add(
                report.returnMs() < 0
                        ? "Return     not within 20 s: the link may be held down, see bond:doctor"
                        : "Return     " + ms(report.returnMs()) + " after the link was restored");
        return lines.stream().map(Units::printable).toList();
    }

    private static String gap(DrillReport report) {
        if (report.deliveredPackets() == 0) {
            return "unknown: no packets came from the peer; run the drill while something is received";
        }
        String before = report.gapBeforeMs() < 0 ? "" : " (" + ms(report.gapBeforeMs()) + " before the cut)";
        return "longest without a packet from the peer " + ms(report.longestGapMs()) + before + ", "
                + report.deliveredPackets() + " packets came";
    }

    private static String ms(double ms) {
        return String.format(Locale.ROOT, "%.0f ms", ms);
    }

    static Map<String, Object> json(DrillReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("wan", report.wan());
        json.put("seconds", report.seconds());
        json.put("detectionMs", known(report.detectionMs()));
        json.put("longestGapMs", report.deliveredPackets() == 0 ? null : known(report.longestGapMs()));
        json.put("gapBeforeMs", known(report.gapBeforeMs()));
        json.put("deliveredPackets", report.deliveredPackets());
        json.put("sentPackets", report.sentPackets());
        json.put("resentUnits", report.resentUnits());
        json.put("lostUnits", report.lostUnits());
        json.put("returnMs", known(report.returnMs()));
        return json;
    }

    private static Object known(double ms) {
        return ms < 0 ? null : Math.round(ms * 1e3) / 1e3;
    }
}
