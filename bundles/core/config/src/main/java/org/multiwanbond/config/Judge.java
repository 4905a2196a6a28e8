package org.multiwanbond.config;

import java.util.List;
import java.util.Map;
import org.multiwanbond.api.config.ConfigProblem;
import org.multiwanbond.config.key.KeyFiles;

/** Decides which configurations are in force: each as it stands if it is valid, else as it last was. Thread-safe. */
final class Judge {
    private final Resolver resolver;
    private final KeyFiles keys;

    Judge(Resolver resolver, KeyFiles keys) {
        this.resolver = resolver;
        this.keys = keys;
    }

    /**
     * Judges the configurations.
     *
     * @param now as they stand in the files, by PID
     * @param lastGood as they were when last in force, by PID
     */
    Verdict judge(Map<String, RawConfiguration> now, Map<String, RawConfiguration> lastGood) {
        Verdict verdict = new Hearing(resolver, keys, now, lastGood).verdict();
        if (verdict.settings().isPresent() || lastGood.isEmpty()) {
            return verdict;
        }
        // Old and new parts do not go together, such as a new role with an old tunnel: stay with the old as a whole.
        Verdict former = new Hearing(resolver, keys, lastGood, Map.of()).verdict();
        return new Verdict(former.settings(), former.inForce(), verdict.problems());
    }

    /**
     * What speaks against a change: every problem of the changed configuration, and those the change would cause in others.
     *
     * @param pid the configuration changed or removed
     * @param before all configurations as they stand
     * @param after all configurations as they would be
     */
    List<ConfigProblem> objections(
            String pid,
            Map<String, RawConfiguration> before,
            Map<String, RawConfiguration> after,
            Map<String, RawConfiguration> lastGood) {
        List<ConfigProblem> standing = judge(before, lastGood).problems();
        return judge(after, lastGood).problems().stream()
                .filter(problem -> problem.pid().equals(pid) || !standing.contains(problem))
                .toList();
    }
}
