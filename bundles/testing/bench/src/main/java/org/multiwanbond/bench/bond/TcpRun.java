package org.multiwanbond.bench.bond;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.LabException;

/**
 * What a transfer did after its start was left out. Thread-safe: immutable.
 *
 * @param mbps payload that arrived; 0 if the transfer broke
 * @param perIntervalMbps the same interval by interval, as seen by the receiver
 * @param retransmits segments that TCP sent again
 * @param error why it broke, or empty
 */
record TcpRun(double mbps, List<Double> perIntervalMbps, double retransmits, String error) {
    static TcpRun broken(String error) {
        return new TcpRun(0, List.of(), Double.NaN, error);
    }

    /** Reads iperf3's report. */
    static TcpRun read(Json report, boolean down) throws LabException {
        String error = report.get("error").text();
        if (!error.isEmpty()) {
            throw new LabException("iperf3 says: " + error);
        }
        Json receiver = down ? report : report.get("server_output_json");
        List<Json> sums = receiver.get("intervals").items().stream()
                .map(interval -> interval.get("sum"))
                .filter(sum -> !sum.get("omitted").text().equals("true"))
                .toList();
        // What is left over after the last whole interval says nothing.
        double wholeSeconds = sums.isEmpty() ? 0 : sums.get(0).get("seconds").number();
        List<Double> intervals = sums.stream()
                .filter(sum -> sum.get("seconds").number() > wholeSeconds / 2)
                .map(sum -> sum.get("bits_per_second").number() / 1e6)
                .toList();
        Json end = report.get("end");
        return new TcpRun(
                end.get("sum_received").get("bits_per_second").number() / 1e6,
                intervals,
                end.get("sum_sent").get("retransmits").number(),
                "");
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mbps", mbps);
        json.put("perIntervalMbps", perIntervalMbps);
        json.put("retransmits", retransmits);
        json.put("error", error);
        return json;
    }
}
