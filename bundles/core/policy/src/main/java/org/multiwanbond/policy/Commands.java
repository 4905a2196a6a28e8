package org.multiwanbond.policy;

import java.util.List;

/** Runs programs of the system, never through a shell. Confined to the control thread. */
interface Commands {
    /** Whether there is such a program. */
    boolean isPresent(String program);

    /** Runs a program with these arguments and nothing on its standard input. */
    default Outcome run(String... command) {
        return run("", List.of(command));
    }

    /**
     * Runs a program and waits for it, at most some seconds.
     *
     * @param input what it reads from its standard input
     * @param command the program and its arguments
     */
    Outcome run(String input, List<String> command);

    /**
     * What became of a command. Thread-safe: immutable.
     *
     * @param status exit status; negative if it did not start or did not end
     * @param output its standard output
     * @param complaint its standard error output
     */
    record Outcome(int status, String output, String complaint) {
        boolean isGood() {
            return status == 0;
        }
    }
}
