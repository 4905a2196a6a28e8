package org.multiwanbond.bench.speed;

import java.util.List;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.LabException;

/** What iperf3 reported of a transfer. Thread-safe: immutable. */
final class IperfReport {
    private final Json report;

    private IperfReport(Json report) {
        this.report = report;
    }

    /**
     * Reads what {@code iperf3 -J --get-server-output} printed.
     *
     * @throws LabException if iperf3 says that it went wrong
     */
    static IperfReport read(String text) throws LabException {
        Json report = Json.parse(text);
        String error = report.get("error").text();
        if (!error.isEmpty()) {
            throw new LabException("iperf3 says: " + error);
        }
        return new IperfReport(report);
    }

    /** Payload that arrived, of both directions if there were two, without the seconds left out. */
    double receivedMbps() {
        Json end = report.get("end");
        return mbps(end.get("sum_received"), 0) + mbps(end.get("sum_received_bidir_reverse"), 0);
    }

    /** At what rate it was sent. */
    double sentMbps() {
        return mbps(report.get("end").get("sum_sent"), Double.NaN);
    }

    private static double mbps(Json sum, double otherwise) {
        return sum.isPresent() ? sum.get("bits_per_second").number() / 1e6 : otherwise;
    }

    /** Octets that the client sent or received, also in the seconds left out. */
    double allBytes() {
        double bytes = 0;
        for (Json interval : report.get("intervals").items()) {
            bytes += interval.get("sum").get("bytes").number();
            Json reverse = interval.get("sum_bidir_reverse");
            bytes += reverse.isPresent() ? reverse.get("bytes").number() : 0;
        }
        return bytes;
    }

    /** Share of UDP datagrams that never came. */
    double lostRatio() {
        Json received = report.get("end").get("sum_received");
        Json sum = received.get("packets").number() > 0
                ? received
                : report.get("end").get("sum");
        return sum.get("lost_packets").number() / Math.max(1, sum.get("packets").number());
    }

    /** Payload that reached the server in each whole second. */
    List<Double> serverMbps() {
        return report.get("server_output_json").get("intervals").items().stream()
                .map(interval -> interval.get("sum"))
                .filter(sum -> sum.get("seconds").number() > 0.5)
                .map(sum -> sum.get("bits_per_second").number() / 1e6)
                .toList();
    }
}
