package org.multiwanbond.engine.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.multiwanbond.api.status.Finding;

/** Collects findings. Confined to one thread. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    void fail(String what, String why, String advice) {
        add(Finding.Severity.FAIL, what, why, advice);
    }

    void warn(String what, String why, String advice) {
        add(Finding.Severity.WARN, what, why, advice);
    }

    void info(String what, String why, String advice) {
        add(Finding.Severity.INFO, what, why, advice);
    }

    void add(Finding.Severity severity, String what, String why, String advice) {
        all.add(new Finding(severity, what, why, advice));
    }

    /** Whether nothing needs to be mended. */
    boolean isWell() {
        return all.stream().allMatch(finding -> finding.severity() == Finding.Severity.INFO);
    }

    /** All of them, worst first. */
    List<Finding> sorted() {
        return all.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }
}
