package org.multiwanbond.netlab.emulator;

import org.multiwanbond.netlab.link.LinkSettings;

/**
 * A link to emulate. Thread-safe: immutable.
 *
 * @param id its name in commands
 * @param firstDevice interface at which {@code up} begins
 * @param secondDevice interface at which {@code up} ends
 * @param settings of both directions at the start
 */
record LinkPlan(String id, String firstDevice, String secondDevice, LinkSettings settings) {
    /** Reads {@code ID,DEVICE,DEVICE[,SETTINGS]}. */
    static LinkPlan parse(String text) {
        String[] parts = text.split(",", 4);
        if (parts.length < 3) {
            throw new IllegalArgumentException("--link must be ID,DEVICE,DEVICE[,SETTINGS], was " + text + ".");
        }
        return new LinkPlan(parts[0], parts[1], parts[2], LinkSettings.parse(parts.length > 3 ? parts[3] : ""));
    }
}
