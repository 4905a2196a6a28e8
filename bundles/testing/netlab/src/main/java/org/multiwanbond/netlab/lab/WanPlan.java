package org.multiwanbond.netlab.lab;

import org.multiwanbond.netlab.link.LinkSettings;

/**
 * A link of a client, as it is emulated. Thread-safe: immutable.
 *
 * @param id its id, also the name of its device; at most 11 characters
 * @param name for people
 * @param type as in the configuration
 * @param up from the client to the server
 * @param down from the server to the client
 */
public record WanPlan(String id, String name, String type, LinkSettings up, LinkSettings down) {
    /** A link that is the same in both directions, with a queue of 100 ms, as home routers have. */
    public static WanPlan of(String id, String name, String type, int mbit, int delayMs) {
        LinkSettings both = LinkSettings.parse("rate=" + mbit + "mbit delay=" + delayMs + "ms queue=100ms");
        return new WanPlan(id, name, type, both, both);
    }

    /** This link with changed settings in both directions, in the words of {@link LinkSettings#USAGE}. */
    public WanPlan with(String changes) {
        return new WanPlan(id, name, type, up.with(changes), down.with(changes));
    }

    /** Its rate towards the client. */
    public int mbit() {
        return (int) (down.shaping().rateBitsPerSecond() / 1_000_000);
    }
}
