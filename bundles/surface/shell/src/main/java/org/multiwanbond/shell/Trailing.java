package org.multiwanbond.shell;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Options typed behind the arguments. The console takes options only before them and hands over the rest as plain words;
 * people type {@code wan:remove fiber -f}. Thread-safe: immutable.
 */
public final class Trailing {
    private final Map<String, String> options;

    private Trailing(Map<String, String> options) {
        this.options = Map.copyOf(options);
    }

    /** Reads {@code words}, {@code null} for none: each in {@code flags} stands alone, each in {@code valued} has a value. */
    public static Trailing of(List<String> words, Set<String> flags, Set<String> valued) throws Refusal {
        Map<String, String> options = new HashMap<>();
        for (Iterator<String> i = words == null ? List.<String>of().iterator() : words.iterator(); i.hasNext(); ) {
            String word = i.next();
            if (flags.contains(word)) {
                options.put(word, "");
            } else if (valued.contains(word) && i.hasNext()) {
                options.put(word, i.next());
            } else if (valued.contains(word)) {
                throw new Refusal(word + " needs a value.");
            } else {
                Set<String> all = new TreeSet<>(flags);
                all.addAll(valued);
                throw new Refusal("\"" + word + "\" is too much. Options are: " + String.join(", ", all) + ".");
            }
        }
        return new Trailing(options);
    }

    /** Whether {@code flag} is there, or was already before the arguments. */
    public boolean has(String flag, boolean before) {
        return before || options.containsKey(flag);
    }

    /** The value of {@code option}, else {@code before}, which may be {@code null}. */
    public String value(String option, String before) {
        return options.getOrDefault(option, before);
    }
}
