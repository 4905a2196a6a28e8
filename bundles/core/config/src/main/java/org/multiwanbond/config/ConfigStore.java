package org.multiwanbond.config;

import java.io.IOException;
import java.util.Map;

/** Where configurations are kept. Confined to the control thread. */
interface ConfigStore {
    /** All of ours as they stand, by PID. */
    Map<String, RawConfiguration> all() throws IOException;

    /** Changes keys of one configuration, creating it if need be; an empty value removes the key. */
    void change(RawConfiguration result, Map<String, String> changes) throws IOException;

    /** Removes one configuration. */
    void remove(String pid) throws IOException;
}
