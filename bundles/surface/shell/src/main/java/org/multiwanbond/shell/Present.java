package org.multiwanbond.shell;

import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.api.status.Bond;

/** Gives a command the service it needs, or the sentence that says it is not there. Thread-safe: stateless. */
public final class Present {
    private Present() {}

    /** The running engine; {@code bond} is {@code null} where the console found none. */
    public static Bond engine(Bond bond) throws Refusal {
        if (bond == null) {
            throw new Refusal("The engine is not running. See ext:list and log:display.");
        }
        return bond;
    }

    /** The registry; {@code registry} is {@code null} where the console found none. */
    public static SettingsRegistry registry(SettingsRegistry registry) throws Refusal {
        if (registry == null) {
            throw new Refusal("The configuration service is not running. See ext:list and log:display.");
        }
        return registry;
    }

    /** The settings in force. */
    public static Settings settings(SettingsRegistry registry) throws Refusal {
        SettingsRegistry present = registry(registry);
        return present.current().orElseThrow(() -> new Refusal(incomplete(present)));
    }

    private static String incomplete(SettingsRegistry registry) {
        return registry.problems().isEmpty()
                ? "There is no configuration yet. Fill in etc/org.multiwanbond.bond.cfg."
                : "The configuration is not valid yet: "
                        + registry.problems().get(0).sentence() + ".";
    }
}
