package org.multiwanbond.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.multiwanbond.api.config.ConfigProblem;

/**
 * The values of one configuration while it is being read: gives each in its type and collects what is wrong. Every key
 * asked for is a known one; the others are refused at the end. Confined to one thread.
 */
final class Values {
    private final RawConfiguration raw;
    private final Map<String, String> resolved;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * Values to read.
     *
     * @param raw as in the file, for messages
     * @param resolved the same with placeholders replaced, for use
     */
    Values(RawConfiguration raw, Map<String, String> resolved) {
        this.raw = raw;
        this.resolved = resolved;
    }

    String pid() {
        return raw.pid();
    }

    String id() {
        return raw.id();
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    /** The value without white space around it; empty if there is none or it could not be resolved. */
    String text(String key) {
        known.add(key);
        String value = resolved.getOrDefault(key, "").strip();
        int open = value.indexOf("$[");
        if (open >= 0) {
            refuse(key, "refers to something that cannot be read: set the variable or create the secret file");
            return "";
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            refuse(key, "must be printable");
            return "";
        }
        return value;
    }

    /** The value as {@code parse} reads it; nothing if it is absent or {@code parse} refuses it. */
    <T> Optional<T> optional(String key, String allowed, Function<String, T> parse) {
        String value = text(key);
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(parse.apply(value));
        } catch (IllegalArgumentException e) {
            refuse(key, allowed);
            return Optional.empty();
        }
    }

    /** As {@link #optional}, but absence is a problem too. */
    <T> Optional<T> required(String key, String allowed, Function<String, T> parse) {
        Optional<T> value = optional(key, allowed, parse);
        if (value.isEmpty()) {
            refuseAbsent(key, allowed);
        }
        return value;
    }

    /** The items between commas, each as {@code parse} reads it; empty if one of them is refused. */
    <T> List<T> list(String key, String allowed, Function<String, T> parse) {
        return optional(key, allowed, text -> items(text, parse)).orElse(List.of());
    }

    private static <T> List<T> items(String text, Function<String, T> parse) {
        List<T> result = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            result.add(parse.apply(item.strip()));
        }
        return result;
    }

    /** One of the choices. */
    <T> T oneOf(String key, Map<String, T> choices, T fallback) {
        return optional(key, words(choices.keySet()), text -> chosen(choices, text))
                .orElse(fallback);
    }

    /** One of the choices; absence is a problem. */
    <T> T requiredOneOf(String key, Map<String, T> choices, T fallback) {
        return required(key, words(choices.keySet()), text -> chosen(choices, text))
                .orElse(fallback);
    }

    private static <T> T chosen(Map<String, T> choices, String text) {
        if (!choices.containsKey(text)) {
            throw new IllegalArgumentException(text);
        }
        return choices.get(text);
    }

    private static String words(Set<String> choices) {
        return "must be " + choices.stream().sorted().collect(Collectors.joining(", "));
    }

    boolean flag(String key, boolean fallback) {
        return oneOf(key, Map.of("true", true, "false", false), fallback);
    }

    /** A number within bounds, both allowed. */
    double number(String key, double least, double most, double fallback) {
        return optional(key, "must be " + plain(least) + " to " + plain(most), text -> {
                    double value = Double.parseDouble(text);
                    return within(value, least, most);
                })
                .orElse(fallback);
    }

    /** A whole number within bounds, both allowed. */
    int whole(String key, int least, int most, int fallback) {
        return optional(key, "must be a whole number from " + least + " to " + most, text ->
                        (int) within(Integer.parseInt(text), least, most))
                .orElse(fallback);
    }

    private static double within(double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static String plain(double value) {
        return Long.toString((long) value);
    }

    /** Records that the value of a key is refused. */
    void refuse(String key, String allowed) {
        String shown = key.isEmpty() ? "" : Shown.value(key, raw.values().getOrDefault(key, ""));
        problems.add(new ConfigProblem(Shown.printable(raw.pid()), Shown.printable(key), shown, allowed));
    }

    /** Records that a key is missing, unless its value was refused already. */
    void refuseAbsent(String key, String allowed) {
        if (problems.stream().noneMatch(problem -> problem.key().equals(key))) {
            refuse(key, allowed);
        }
    }

    /** A secret: only a placeholder may stand in the file, never the secret itself. */
    <T> Optional<T> secret(String key, String allowed, Function<String, T> parse) {
        String inFile = raw.values().getOrDefault(key, "");
        if (!inFile.isBlank() && !Shown.isPlaceholder(inFile)) {
            known.add(key);
            refuse(key, "must be $[env:NAME] or $[secret:FILE]: a secret does not stand in this file");
            return Optional.empty();
        }
        return optional(key, allowed, parse);
    }

    /** Records every key nobody asked for. */
    void refuseUnknown() {
        for (String key : raw.values().keySet()) {
            if (!known.contains(key)) {
                refuse(
                        key,
                        "is no key of " + RawConfiguration.factory(raw.pid()) + " (did you mean '" + nearest(key)
                                + "'?)");
            }
        }
    }

    private String nearest(String key) {
        return known.stream()
                .min((a, b) -> Integer.compare(Words.distance(key, a), Words.distance(key, b)))
                .orElse("");
    }
}
