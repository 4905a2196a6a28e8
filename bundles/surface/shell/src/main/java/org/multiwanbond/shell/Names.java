package org.multiwanbond.shell;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.shell.text.Nearest;

/** Which ids exist, and what to say about one that does not. Thread-safe: stateless. */
public final class Names {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private Names() {}

    /** Ids of all links, in force or refused. */
    public static Set<String> wans(SettingsRegistry registry) {
        Set<String> ids = refused(registry, SettingsRegistry.WAN_PID);
        registry.current()
                .ifPresent(settings ->
                        settings.wans().stream().map(WanSettings::id).forEach(ids::add));
        return ids;
    }

    /** Ids of all peers, in force or refused. */
    public static Set<String> peers(SettingsRegistry registry) {
        Set<String> ids = refused(registry, SettingsRegistry.PEER_PID);
        registry.current()
                .ifPresent(settings ->
                        settings.peers().stream().map(PeerSettings::id).forEach(ids::add));
        return ids;
    }

    /** Refuses {@code id} unless it is among {@code ids}; {@code noun} is {@code WAN} or the like. */
    public static void mustExist(String noun, String id, Collection<String> ids) throws Refusal {
        if (!ids.contains(id)) {
            String see = " See " + noun.toLowerCase(Locale.ROOT) + ":list.";
            throw new Refusal("No " + noun + " called \"" + id + "\"." + Nearest.hint(id, ids) + see);
        }
    }

    /** Refuses {@code id} if it is not well formed or already among {@code ids}. */
    public static void mustBeFree(String noun, String id, Collection<String> ids) throws Refusal {
        if (!ID.matcher(id).matches()) {
            throw new Refusal("\"" + id + "\" is no id: 1 to 32 of a-z, 0-9 and -, not - first.");
        }
        if (ids.contains(id)) {
            String remove = noun.toLowerCase(Locale.ROOT) + ":remove " + id;
            throw new Refusal(
                    "There is a " + noun + " called \"" + id + "\" already. Remove it first: " + remove + ".");
        }
    }

    private static Set<String> refused(SettingsRegistry registry, String factoryPid) {
        Set<String> ids = new TreeSet<>();
        String prefix = factoryPid + "~";
        registry.problems().stream()
                .filter(problem -> problem.pid().startsWith(prefix))
                .forEach(problem -> ids.add(problem.pid().substring(prefix.length())));
        return ids;
    }
}
