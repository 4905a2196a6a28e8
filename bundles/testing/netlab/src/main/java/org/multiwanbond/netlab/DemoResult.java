package org.multiwanbond.netlab;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * All that a demonstration measured. Thread-safe: immutable.
 *
 * @param links each link alone
 * @param bondMbps goodput of one TCP connection over all links together
 * @param cut what cutting a link did
 */
record DemoResult(List<LinkResult> links, double bondMbps, CutResult cut) {
    /** The bond's goodput by the sum of the links' own; 0 if the links carried nothing. */
    double eta() {
        double sum = links.stream().mapToDouble(LinkResult::mbps).sum();
        return sum > 0 ? bondMbps / sum : 0;
    }

    /** One line, a promise to scripts. */
    String json() {
        StringJoiner each = new StringJoiner(",", "[", "]");
        links.forEach(link -> each.add(format("{\"id\":\"%s\",\"mbps\":%.1f}", link.id(), link.mbps())));
        return format(
                "{\"links\":%s,\"bond\":{\"mbps\":%.1f},\"eta\":%.3f,"
                        + "\"cut\":{\"detectMs\":%.0f,\"maxGapMs\":%.0f,\"lostPackets\":%d}}",
                each, bondMbps, eta(), cut.detectMs(), cut.maxGapMs(), cut.lostPackets());
    }

    /** For people. */
    String table() {
        StringBuilder out =
                new StringBuilder(format("%n%-10s | %12s | %14s%n", "carried by", "raw Mbit/s", "TCP Mbit/s"));
        out.append("-----------+--------------+---------------\n");
        int raw = 0;
        for (LinkResult link : links) {
            raw += link.rawMbit();
            out.append(format("%-10s | %12d | %14.1f%n", link.id(), link.rawMbit(), link.mbps()));
        }
        out.append(format("%-10s | %12d | %14.1f%n", "the bond", raw, bondMbps));
        out.append(format("%nThe bond carries %.0f %% of what its links carry one by one.%n", 100 * eta()));
        return out.append(format(
                        "Cutting a link: noticed after %.0f ms, longest silence %.0f ms, %d of %d packets lost.%n",
                        cut.detectMs(), cut.maxGapMs(), cut.lostPackets(), cut.sentPackets()))
                .toString();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
