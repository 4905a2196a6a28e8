package org.multiwanbond.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.multiwanbond.api.config.ConfigProblem;
import org.multiwanbond.api.config.ConfigRefused;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.config.key.KeyFiles;
import org.multiwanbond.config.key.OwnerFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows what is in force and what is not, and changes it on request. Confined to the control thread. */
final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.config");

    private final ConfigStore store;
    private final Resolver resolver;
    private final KeyFiles keys;
    private final Judge judge;
    private final LastGoodFile file;
    private Map<String, RawConfiguration> lastGood = Map.of();
    private boolean saved = true;
    private String saveProblem = "";
    private Verdict verdict = new Verdict(Optional.empty(), Map.of(), List.of());

    Keeper(ConfigStore store, Resolver resolver, KeyFiles keys, LastGoodFile file) {
        this.store = store;
        this.resolver = resolver;
        this.keys = keys;
        this.judge = new Judge(resolver, keys);
        this.file = file;
    }

    /** Reads what was in force before the last stop. */
    void load() {
        try {
            lastGood = file.load();
        } catch (IOException e) {
            LOG.warn("The last good configuration cannot be read: {}", OwnerFiles.reason(e));
        }
    }

    Verdict verdict() {
        return verdict;
    }

    /** Whether the last good configuration could not be saved and should be tried again. */
    boolean isUnsaved() {
        return !saved;
    }

    /** Looks at the configurations again and takes into force what is valid. */
    Verdict evaluate() {
        try {
            Verdict next = judge.judge(store.all(), lastGood);
            next.problems().stream()
                    .filter(p -> !verdict.problems().contains(p))
                    .forEach(Keeper::warn);
            if (!next.settings().equals(verdict.settings()) && next.settings().isPresent()) {
                LOG.info(
                        "Configuration in force: {}",
                        new TreeSet<>(next.inForce().keySet()));
            }
            verdict = next;
            save(next);
        } catch (IOException e) {
            LOG.warn("The configurations cannot be read: {}", OwnerFiles.reason(e));
        }
        return verdict;
    }

    private static void warn(ConfigProblem problem) {
        LOG.warn("{}; it is not in force", problem.sentence());
    }

    private void save(Verdict next) {
        if (next.settings().isEmpty() || saved && next.inForce().equals(lastGood)) {
            return;
        }
        lastGood = next.inForce();
        try {
            file.save(lastGood);
            saved = true;
            saveProblem = "";
        } catch (IOException e) {
            String text =
                    "The configuration in force cannot be saved for the next start: " + OwnerFiles.reason(e) + ".";
            if (!text.equals(saveProblem)) {
                LOG.warn(text);
            }
            saved = false;
            saveProblem = text;
        }
    }

    /** Everything a person should know, one sentence each. */
    List<String> sentences() {
        List<String> result = new ArrayList<>();
        verdict.problems().forEach(problem -> result.add(problem.sentence()));
        result.addAll(keys.warnings());
        if (!saveProblem.isEmpty()) {
            result.add(saveProblem);
        }
        return List.copyOf(result);
    }

    /** As {@link SettingsRegistry#publicKey}. */
    Key32 publicKey() throws ConfigRefused {
        String pid = SettingsRegistry.BOND_PID;
        try {
            RawConfiguration bond = store.all().getOrDefault(pid, new RawConfiguration(pid, Map.of()));
            String name =
                    resolver.resolve(bond).getOrDefault("privateKeyFile", "").strip();
            return KeyFiles.publicKey(keys.readOrCreate(name.isEmpty() ? KeyFiles.DEFAULT_PRIVATE_KEY_FILE : name));
        } catch (IOException e) {
            throw refused(pid, "privateKeyFile", e.getMessage());
        }
    }

    /** As {@link SettingsRegistry#change}. */
    void change(String pid, Map<String, String> values) throws ConfigRefused {
        demandOurs(pid);
        for (Map.Entry<String, String> value : values.entrySet()) {
            demandWritable(pid, value.getKey(), value.getValue());
        }
        try {
            Map<String, RawConfiguration> before = store.all();
            RawConfiguration present = before.getOrDefault(pid, new RawConfiguration(pid, Map.of()));
            RawConfiguration changed = present.with(values);
            Map<String, RawConfiguration> after = new TreeMap<>(before);
            after.put(pid, changed);
            demand(judge.objections(pid, before, after, lastGood));
            store.change(changed, values);
        } catch (IOException e) {
            throw refused(pid, "", "cannot be written: " + OwnerFiles.reason(e));
        }
    }

    /** As {@link SettingsRegistry#remove}. */
    void remove(String pid) throws ConfigRefused {
        demandOurs(pid);
        try {
            Map<String, RawConfiguration> before = store.all();
            if (pid.indexOf('~') < 0) {
                throw refused(pid, "", "cannot be removed: only links and peers can");
            }
            if (!before.containsKey(pid)) {
                throw refused(pid, "", "cannot be removed: there is none");
            }
            Map<String, RawConfiguration> after = new TreeMap<>(before);
            after.remove(pid);
            demand(judge.objections(pid, before, after, lastGood));
            store.remove(pid);
        } catch (IOException e) {
            throw refused(pid, "", "cannot be removed: " + OwnerFiles.reason(e));
        }
    }

    private static void demandOurs(String pid) throws ConfigRefused {
        if (!RawConfiguration.isOurs(pid)) {
            throw refused(pid, "", "must be org.multiwanbond.bond, .tunnel, .wan~ID or .peer~ID");
        }
        if (pid.indexOf('~') >= 0 && !RawConfiguration.isId(RawConfiguration.id(pid))) {
            throw refused(pid, "", "the id " + RawConfiguration.ID_WORDS);
        }
    }

    private static void demandWritable(String pid, String key, String value) throws ConfigRefused {
        if (!key.matches("[A-Za-z][A-Za-z0-9]*") || value.chars().anyMatch(Character::isISOControl)) {
            throw refused(pid, key.matches("\\w*") ? key : "", "must be printable, and the key of letters and digits");
        }
        if (value.contains("${")) {
            throw refused(pid, key, "must not contain '${'; write $[env:NAME] or $[secret:FILE]");
        }
    }

    private static void demand(List<ConfigProblem> objections) throws ConfigRefused {
        if (!objections.isEmpty()) {
            throw new ConfigRefused(objections);
        }
    }

    private static ConfigRefused refused(String pid, String key, String allowed) {
        return new ConfigRefused(List.of(new ConfigProblem(pid, key, "", allowed)));
    }
}
