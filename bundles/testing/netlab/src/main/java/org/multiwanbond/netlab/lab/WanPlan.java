package org.multiwanbond.netlab.lab;

/**
 * A link of a client, as it is and as it is configured. Thread-safe: immutable.
 *
 * @param id its id, also the name of its device
 * @param name for people
 * @param type as in the configuration
 * @param mbit its rate in both directions
 * @param delayMs one way
 */
public record WanPlan(String id, String name, String type, int mbit, int delayMs) {
    /** Settings of the emulator; a queue of 100 ms, as home routers have. */
    String settings() {
        return "rate=" + mbit + "mbit delay=" + delayMs + "ms queue=100ms";
    }
}
