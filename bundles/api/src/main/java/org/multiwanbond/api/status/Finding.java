package org.multiwanbond.api.status;

/**
 * Something the bond found out about itself. Thread-safe: immutable.
 *
 * @param severity how much it matters
 * @param what the link it is about, else one word such as {@code processor}
 * @param why what was found, one sentence with its figure
 * @param advice what to do, one sentence; empty if there is nothing to do
 */
public record Finding(Severity severity, String what, String why, String advice) {
    /** How much a finding matters, most first. */
    public enum Severity {
        /** Nothing passes until it is mended. */
        FAIL,
        /** The bond is slower or less steady than it could be. */
        WARN,
        /** It limits the bond by intention or by nature. */
        INFO,
        /** It is as it should be. */
        OK
    }
}
