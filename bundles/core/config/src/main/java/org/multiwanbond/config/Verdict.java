package org.multiwanbond.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.api.config.ConfigProblem;
import org.multiwanbond.api.config.Settings;

/**
 * What became of a set of configurations. Thread-safe: immutable.
 *
 * @param settings what can be in force; empty if bond or tunnel cannot be used and never could
 * @param inForce the configurations those settings come from, by PID
 * @param problems everything refused
 */
record Verdict(Optional<Settings> settings, Map<String, RawConfiguration> inForce, List<ConfigProblem> problems) {
    Verdict {
        inForce = Map.copyOf(inForce);
        problems = List.copyOf(problems);
    }
}
