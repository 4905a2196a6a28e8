package org.multiwanbond.bench.bond;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.netlab.lab.WanPlan;
import org.multiwanbond.netlab.link.LinkSettings;

/** Kinds of access as they usually are, and sixteen mixtures of them. Stateless. */
final class MixedLinks {
    private static final List<String> SETS = List.of(
            "fiber cable",
            "fiber starlink",
            "fiber lte",
            "fiber lteweak",
            "fiber geo",
            "cable dsl",
            "cable lte",
            "cable starlink",
            "dsl lte",
            "dsl starlink",
            "dsl geo",
            "starlink lte",
            "lte geo",
            "cable lte geo",
            "fiber starlink lte",
            "dsl lte starlink");

    private MixedLinks() {}

    static List<LinkSet> sets() {
        Map<String, WanPlan> kinds = kinds();
        List<LinkSet> sets = new ArrayList<>();
        for (String names : SETS) {
            List<WanPlan> wans = Arrays.stream(names.split(" ")).map(kinds::get).toList();
            sets.add(new LinkSet(names.replace(' ', '-'), wans));
        }
        return sets;
    }

    /** Each kind by its id: access rates as sold, delays to a server in the same country, queues as deep as they are. */
    static Map<String, WanPlan> kinds() {
        Map<String, WanPlan> kinds = new LinkedHashMap<>();
        add(kinds, "fiber", "fiber", "50mbit", "100mbit", "delay=5ms jitter=500us queue=50ms");
        add(kinds, "cable", "cable", "10mbit", "80mbit", "delay=12ms jitter=3ms loss=0.05% queue=100ms");
        add(kinds, "dsl", "dsl", "8mbit", "30mbit", "delay=16ms jitter=1ms queue=150ms");
        add(kinds, "starlink", "starlink", "12mbit", "60mbit", "delay=25ms jitter=10ms loss=0.3% stall=60ms/15s");
        add(kinds, "lte", "lte", "15mbit", "40mbit", "delay=30ms jitter=8ms loss=0.1% stall=150ms/10s queue=300ms");
        add(kinds, "lteweak", "lte", "2mbit", "8mbit", "delay=50ms jitter=15ms loss=0.5% stall=200ms/5s queue=300ms");
        add(kinds, "geo", "satellite", "3mbit", "20mbit", "delay=300ms jitter=5ms loss=0.2% queue=300ms");
        return kinds;
    }

    private static void add(Map<String, WanPlan> to, String id, String type, String up, String down, String both) {
        LinkSettings common = LinkSettings.parse("rate=1mbit " + both);
        to.put(id, new WanPlan(id, id, type, common.with("rate=" + up), common.with("rate=" + down)));
    }

    /** As {@code 60 down, 12 up, 25 ms ± 10 ms, 0.3 % loss, stall 60 ms / 15 s}. */
    static String describe(WanPlan wan) {
        LinkSettings down = wan.down();
        StringBuilder out = new StringBuilder(wan.mbit() + " Mbit/s down, "
                + wan.up().shaping().rateBitsPerSecond() / 1_000_000 + " up, "
                + Figure.text(down.latency().delayNs() / 1e6) + " ms one way ± "
                + Figure.text(down.latency().jitterNs() / 1e6) + " ms");
        if (down.loss().randomRatio() > 0) {
            out.append(", ")
                    .append(Figure.text(100 * down.loss().randomRatio()))
                    .append(" % loss");
        }
        if (down.shaping().stall().lengthNs() > 0) {
            out.append(", stands still ")
                    .append(down.shaping().stall().lengthNs() / 1_000_000)
                    .append(" ms every ")
                    .append(down.shaping().stall().periodNs() / 1_000_000_000)
                    .append(" s");
        }
        return out.append(", queue ")
                .append(down.shaping().queueNs() / 1_000_000)
                .append(" ms")
                .toString();
    }
}
