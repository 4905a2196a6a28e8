package org.multiwanbond.engine.explain;

import java.util.List;
import org.multiwanbond.api.status.Finding;

/** Says what limits the bond and why. Thread-safe: stateless. */
public final class Doctor {
    private static final String BOND = "bond";

    private Doctor() {}

    /** What was found, worst first; one sentence that all is well if nothing needs to be mended. */
    public static List<Finding> findings(Watch watch) {
        Findings findings = new Findings();
        Finding.Severity worst = watch.now().state().equals("down") ? Finding.Severity.FAIL : Finding.Severity.WARN;
        watch.now().problems().forEach(problem -> findings.add(worst, BOND, problem, ""));
        SetupRules.judge(watch, findings);
        MachineRules.judge(watch.machine(), findings);
        for (SessionWatch session : watch.sessions()) {
            LinkRules.judge(session, watch.now().tunnelMtuBytes(), findings);
            TimingRules.judge(session, findings);
            TrafficRules.judge(session, findings);
        }
        if (findings.isWell()) {
            findings.add(Finding.Severity.OK, BOND, wellness(watch), "");
        }
        return findings.sorted();
    }

    private static String wellness(Watch watch) {
        if (watch.sessions().isEmpty()) {
            return "All is well: no peer is connected, and nothing stands in the way.";
        }
        long used = watch.sessions().stream()
                .mapToLong(session -> session.used().size())
                .sum();
        long all = watch.sessions().stream()
                .mapToLong(session -> session.paths().size())
                .sum();
        return "All is well: " + used + " of " + all
                + " paths are in use, and neither losses nor delays nor this machine hold the bond back.";
    }
}
