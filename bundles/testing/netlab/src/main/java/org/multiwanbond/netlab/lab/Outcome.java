package org.multiwanbond.netlab.lab;

/**
 * What a finished command left. Thread-safe: immutable.
 *
 * @param command the command line, for messages
 * @param exitCode its exit code
 * @param out all it wrote to standard output
 * @param err all it wrote to standard error
 */
public record Outcome(String command, int exitCode, String out, String err) {
    /** Whether the exit code is 0. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** This outcome if the command succeeded; else throws with the command and what it said. */
    public Outcome orThrow() throws LabException {
        if (!succeeded()) {
            throw new LabException("'" + command + "' failed with " + exitCode + ": " + (err + " " + out).strip());
        }
        return this;
    }
}
