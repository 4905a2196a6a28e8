package org.multiwanbond.shell.bond;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.api.status.Finding;
import org.multiwanbond.shell.text.Units;

/** Findings for people and for scripts. Thread-safe: stateless. */
final class FindingText {
    private FindingText() {}

    /** A line for each finding, a second one for its advice, and how many problems there are. */
    static List<String> lines(List<Finding> findings) {
        int width = findings.stream()
                .mapToInt(finding -> finding.what().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            String subject = finding.what() + " ".repeat(width - finding.what().length());
            String severity = StatusJson.word(finding.severity());
            String head = severity + " ".repeat(6 - severity.length()) + subject + "  ";
            lines.add(Units.printable(head + finding.why()));
            if (!finding.advice().isEmpty()) {
                lines.add(Units.printable(" ".repeat(head.length()) + "> " + finding.advice()));
            }
        }
        long problems = findings.stream()
                .filter(finding -> finding.severity().compareTo(Finding.Severity.INFO) < 0)
                .count();
        if (problems > 0) {
            lines.add(problems == 1 ? "1 problem." : problems + " problems.");
        }
        return lines;
    }

    static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", StatusJson.word(finding.severity()));
        json.put("what", finding.what());
        json.put("why", finding.why());
        json.put("advice", finding.advice());
        return json;
    }
}
