package org.multiwanbond.config;

import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationPlugin;

/**
 * Replaces placeholders by asking the configuration plugins, as Configuration Admin does for what it delivers; so the last
 * good configuration, which it does not know any more, is treated alike. Thread-safe.
 */
final class PluginResolver implements Resolver {
    private final Supplier<List<ConfigurationPlugin>> plugins;

    PluginResolver(Supplier<List<ConfigurationPlugin>> plugins) {
        this.plugins = plugins;
    }

    @Override
    public Map<String, String> resolve(RawConfiguration raw) {
        Dictionary<String, Object> properties = new Hashtable<>(raw.values());
        properties.put(Constants.SERVICE_PID, raw.pid());
        for (ConfigurationPlugin plugin : plugins.get()) {
            plugin.modifyConfiguration(null, properties);
        }
        Map<String, String> result = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (raw.values().containsKey(key)) {
                result.put(key, String.valueOf(properties.get(key)));
            }
        }
        return result;
    }
}
