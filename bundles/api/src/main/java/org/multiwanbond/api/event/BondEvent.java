package org.multiwanbond.api.event;

/**
 * Something that happened to the bond. Thread-safe: immutable.
 *
 * @param epochMs when, in ms since 1970
 * @param severity how bad
 * @param kind what, as a stable kebab-case word such as {@code path-down}
 * @param subject what it happened to: id of a link, a peer or a bundle
 * @param text one sentence for people, printable characters only
 */
public record BondEvent(long epochMs, Severity severity, String kind, String subject, String text) {

    /** How bad an event is. */
    public enum Severity {
        /** Normal life. */
        INFO,
        /** The bond is degraded. */
        WARNING,
        /** A person must act. */
        ERROR
    }
}
