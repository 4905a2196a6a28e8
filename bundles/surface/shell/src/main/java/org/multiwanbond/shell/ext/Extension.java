package org.multiwanbond.shell.ext;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/**
 * A bundle that is ours or is written against our API. Thread-safe: immutable.
 *
 * @param id number of the bundle
 * @param name symbolic name
 * @param version its version
 * @param state such as {@code active}
 * @param kind {@code balancer}, {@code cipher} and so on for a plugin, else {@code api}, {@code core} or {@code surface}
 */
record Extension(long id, String name, String version, String state, String kind) {
    private static final String OURS = "org.multiwanbond.";
    private static final String API = OURS + "api";
    private static final Pattern OFFERED = Pattern.compile(
            "org\\.multiwanbond\\.api\\.(balancer|check|cipher|codec|exporter|nat|signature|transport|tunnel)\\.\\w+");

    static boolean is(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name != null && name.startsWith(OURS)
                || header(bundle, Constants.IMPORT_PACKAGE).contains(API);
    }

    static Extension of(Bundle bundle) {
        return new Extension(
                bundle.getBundleId(),
                String.valueOf(bundle.getSymbolicName()),
                bundle.getVersion().toString(),
                state(bundle.getState()),
                kind(bundle));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("version", version);
        json.put("state", state);
        json.put("kind", kind);
        return json;
    }

    private static String kind(Bundle bundle) {
        Matcher offered = OFFERED.matcher(header(bundle, Constants.PROVIDE_CAPABILITY));
        if (offered.find()) {
            return offered.group(1);
        }
        String name = String.valueOf(bundle.getSymbolicName());
        if (name.equals(API)) {
            return "api";
        }
        if (!name.startsWith(OURS)) {
            return "other";
        }
        return name.equals(OURS + "shell") ? "surface" : "core";
    }

    private static String state(int state) {
        return switch (state) {
            case Bundle.ACTIVE -> "active";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.INSTALLED -> "installed";
            default -> Integer.toString(state).toLowerCase(Locale.ROOT);
        };
    }

    private static String header(Bundle bundle, String key) {
        String value = bundle.getHeaders().get(key);
        return value == null ? "" : value;
    }
}
