package org.multiwanbond.bench.bond;

import java.util.ArrayList;
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
        List<Double> intervals = new ArrayList<>();
        for (Json interval : receiver.get("intervals").items()) {
            Json sum = interval.get("sum");
            if (!sum.get("omitted").text().equals("true")) {
                intervals.add(sum.get("bits_per_second").number() / 1e6);
            }
        }
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
