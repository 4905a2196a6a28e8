package org.multiwanbond.api.config;

import java.util.List;
import java.util.stream.Collectors;

/** Says why a change was not made; nothing was changed. */
public final class ConfigRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public ConfigRefused(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::sentence).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
