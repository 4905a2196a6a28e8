package org.multiwanbond.bench.parts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.netlab.lab.Json;

/**
 * A finished case as it is kept. Thread-safe: immutable.
 *
 * @param row number of its row
 * @param name of the case
 * @param finding what was found; without details once it was read back
 * @param effort that was spent
 * @param build which distributions were measured
 * @param date when, ISO 8601
 */
public record CaseResult(int row, String name, Finding finding, Effort effort, String build, String date) {
    public Map<String, Object> json() {
        Map<String, Object> json = brief();
        json.put("details", finding.details());
        return json;
    }

    /** All but the details. */
    public Map<String, Object> brief() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("row", row);
        json.put("case", name);
        json.put("verdict", finding.verdict());
        json.put("figures", finding.figures().stream().map(Figure::json).toList());
        json.put("alone", finding.alone());
        json.put("remark", finding.remark());
        json.put("runs", effort.runs());
        json.put("seconds", effort.seconds());
        json.put("build", build);
        json.put("date", date);
        return json;
    }

    public static CaseResult read(Json json) {
        List<Figure> figures =
                json.get("figures").items().stream().map(Figure::read).toList();
        return new CaseResult(
                (int) json.get("row").number(),
                json.get("case").text(),
                new Finding(
                        figures, json.get("alone").text(), json.get("remark").text(), Map.of()),
                new Effort((int) json.get("runs").number(), (int)
                        json.get("seconds").number()),
                json.get("build").text(),
                json.get("date").text());
    }
}
