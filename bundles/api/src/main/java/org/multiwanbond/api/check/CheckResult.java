package org.multiwanbond.api.check;

/** What a check saw. Thread-safe: immutable. */
public sealed interface CheckResult {
    /**
     * The target answered.
     *
     * @param rttNs time until the answer
     */
    record Ok(long rttNs) implements CheckResult {}

    /**
     * The target answered, but not as it should.
     *
     * @param reason one sentence
     */
    record Degraded(String reason) implements CheckResult {}

    /**
     * No answer, or a refusal.
     *
     * @param reason one sentence
     */
    record Failed(String reason) implements CheckResult {}
}
