package org.multiwanbond.bench.bond;

import java.util.List;
import java.util.stream.Collectors;
import org.multiwanbond.netlab.lab.WanPlan;
import org.multiwanbond.netlab.link.LinkSettings;

/**
 * Links that are bonded together. Thread-safe: immutable.
 *
 * @param name kebab-case
 * @param wans the links, each id once
 */
record LinkSet(String name, List<WanPlan> wans) {
    /** The three clean links of most rows. */
    static final LinkSet CLASSIC = new LinkSet(
            "classic",
            List.of(
                    WanPlan.of("fiber", "Fiber", "fiber", 50, 10),
                    WanPlan.of("starlink", "Starlink", "starlink", 30, 25),
                    WanPlan.of("lte", "LTE", "lte", 20, 40)));

    LinkSet {
        wans = List.copyOf(wans);
    }

    static LinkSet of(String name, WanPlan... wans) {
        return new LinkSet(name, List.of(wans));
    }

    List<String> ids() {
        return wans.stream().map(WanPlan::id).toList();
    }

    WanPlan wan(String id) {
        return wans.stream().filter(wan -> wan.id().equals(id)).findFirst().orElseThrow();
    }

    /** Rate of the IP packets that a link carries in a direction. */
    double rawMbps(String id, boolean down) {
        LinkSettings settings = down ? wan(id).down() : wan(id).up();
        return settings.shaping().rateBitsPerSecond() / 1e6;
    }

    double rawMbps(boolean down) {
        return ids().stream().mapToDouble(id -> rawMbps(id, down)).sum();
    }

    /** The longest one-way delay. */
    String slowest() {
        WanPlan slowest = wans.get(0);
        for (WanPlan wan : wans) {
            slowest = wan.up().latency().delayNs() > slowest.up().latency().delayNs() ? wan : slowest;
        }
        return slowest.id();
    }

    /** As {@code 50/10 + 30/25}: Mbit/s towards the client and one-way delay in ms. */
    @Override
    public String toString() {
        return wans.stream()
                .map(wan -> wan.mbit() + "/" + wan.down().latency().delayNs() / 1_000_000)
                .collect(Collectors.joining(" + "));
    }
}
