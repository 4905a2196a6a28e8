package org.multiwanbond.engine.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The plugins of one kind, best first. Thread-safe. */
public final class RankedServices<T> {
    private volatile List<Ranked<T>> sorted = List.of();

    /** Takes in a plugin. */
    public synchronized void add(Ranked<T> plugin) {
        List<Ranked<T>> next = new ArrayList<>(sorted);
        next.add(plugin);
        next.sort(Comparator.comparingInt((Ranked<T> p) -> -p.ranking()).thenComparingLong(Ranked::serviceId));
        sorted = List.copyOf(next);
    }

    /** Takes a plugin out. */
    public synchronized void remove(T service) {
        sorted = sorted.stream().filter(plugin -> plugin.service() != service).toList();
    }

    /** All, best first. */
    public List<Ranked<T>> all() {
        return sorted;
    }

    /** The best one with this key. */
    public Optional<Ranked<T>> named(String key) {
        return sorted.stream().filter(plugin -> plugin.key().equals(key)).findFirst();
    }

    /** The best one. */
    public Optional<Ranked<T>> best() {
        return sorted.stream().findFirst();
    }

    /** The one with this key, else the best one. */
    public Optional<Ranked<T>> preferring(String key) {
        Optional<Ranked<T>> wanted = named(key);
        return wanted.isPresent() ? wanted : best();
    }
}
