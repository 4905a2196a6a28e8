package org.multiwanbond.netlab.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value read from JSON (RFC 8259). Asking for what is not there gives a missing value, never an exception. Thread-safe:
 * immutable.
 */
public final class Json {
    private static final Json MISSING = new Json(Optional.empty());

    private final Optional<Object> value;

    Json(Optional<Object> value) {
        this.value = value;
    }

    /**
     * Reads one value.
     *
     * @throws LabException with the place and the text that is not JSON
     */
    public static Json parse(String text) throws LabException {
        return new JsonReader(text).read();
    }

    /** The member of an object. */
    public Json get(String name) {
        return value.orElse("") instanceof Map<?, ?> map && map.get(name) instanceof Json json ? json : MISSING;
    }

    /** The elements of an array, none if it is no array. */
    public List<Json> items() {
        List<Json> items = new ArrayList<>();
        if (value.orElse("") instanceof List<?> list) {
            list.forEach(item -> items.add((Json) item));
        }
        return items;
    }

    /** The names of an object's members. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        if (value.orElse("") instanceof Map<?, ?> map) {
            map.keySet().forEach(name -> names.add((String) name));
        }
        return names;
    }

    /** A string, number or truth value as text; empty for others. */
    public String text() {
        Object held = value.orElse("");
        return held instanceof String || held instanceof Double || held instanceof Boolean ? held.toString() : "";
    }

    /** A number; NaN if it is none. */
    public double number() {
        return value.orElse("") instanceof Double number ? number : Double.NaN;
    }

    /** Whether there is a value that is not null. */
    public boolean isPresent() {
        return value.isPresent();
    }

    static Json of(Map<String, Json> members) {
        return new Json(Optional.of(new LinkedHashMap<>(members)));
    }

    static Json of(List<Json> items) {
        return new Json(Optional.of(List.copyOf(items)));
    }

    /** What is not there. */
    public static Json missing() {
        return MISSING;
    }

    @Override
    public String toString() {
        return value.map(Object::toString).orElse("null");
    }
}
