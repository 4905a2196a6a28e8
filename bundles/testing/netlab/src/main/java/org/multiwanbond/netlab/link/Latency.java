package org.multiwanbond.netlab.link;

/**
 * The time between leaving the bottleneck and arriving.
 *
 * @param delayNs fixed part
 * @param jitterNs half the width of the uniform part: a packet takes delay ± jitter, never less than nothing
 * @param keepOrder whether a packet waits for those before it, as in the queues that cause real jitter (the default);
 *     if not, jitter alone reorders packets
 */
public record Latency(long delayNs, long jitterNs, boolean keepOrder) {
    /** No delay at all. */
    public static final Latency NONE = new Latency(0, 0, true);

    public Latency {
        SettingsText.require(delayNs >= 0, "delay", "0 or more", delayNs);
        SettingsText.require(jitterNs >= 0, "jitter", "0 or more", jitterNs);
    }
}
