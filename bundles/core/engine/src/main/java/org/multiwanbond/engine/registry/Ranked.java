package org.multiwanbond.engine.registry;

/**
 * A plugin with what decides between several. Thread-safe: immutable.
 *
 * @param service the plugin
 * @param key its mode, cipher or transport name
 * @param ranking its service ranking; the higher wins
 * @param serviceId of two with the same ranking the lower, older one wins
 * @param bundle symbolic name of the bundle it comes from
 */
public record Ranked<T>(T service, String key, int ranking, long serviceId, String bundle) {}
