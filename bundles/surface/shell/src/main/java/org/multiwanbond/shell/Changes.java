package org.multiwanbond.shell;

import java.util.Map;
import org.multiwanbond.api.config.ConfigRefused;
import org.multiwanbond.api.config.SettingsRegistry;

/** Passes changes on to the registry and turns its refusals into sentences. Thread-safe: stateless. */
public final class Changes {
    private static final String UNCHANGED = ". Nothing was changed.";

    private Changes() {}

    /** Changes keys of one configuration. */
    public static void apply(SettingsRegistry registry, String pid, Map<String, String> values) throws Refusal {
        try {
            registry.change(pid, values);
        } catch (ConfigRefused e) {
            throw new Refusal(e.getMessage() + UNCHANGED, e);
        }
    }

    /** Removes one configuration. */
    public static void remove(SettingsRegistry registry, String pid) throws Refusal {
        try {
            registry.remove(pid);
        } catch (ConfigRefused e) {
            throw new Refusal(e.getMessage() + UNCHANGED, e);
        }
    }
}
