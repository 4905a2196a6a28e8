package org.multiwanbond.config;

import java.util.Map;

/** Replaces placeholders such as {@code $[env:NAME]} by what they stand for. Thread-safe. */
@FunctionalInterface
interface Resolver {
    /** The values of one configuration with every placeholder replaced that can be. */
    Map<String, String> resolve(RawConfiguration raw);
}
