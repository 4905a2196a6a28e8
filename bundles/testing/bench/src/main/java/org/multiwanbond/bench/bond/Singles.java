package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Numbers;
import org.multiwanbond.bench.parts.Progress;

/** What each link carries alone through the tunnel, the others paused; measured once for each kind of link. Confined to one thread. */
final class Singles {
    private static final int WARM_UP_SECONDS = 5;

    private final Map<String, Double> known = new HashMap<>();
    private final Progress progress;

    Singles(Progress progress) {
        this.progress = progress;
    }

    /** Mbit/s of each link by its id, the median of some runs; afterwards all links are in use. */
    Map<String, Double> measure(Bond bond, Tcp tcp, Effort effort) throws IOException {
        Map<String, Double> mbps = new LinkedHashMap<>();
        boolean changed = false;
        for (String id : bond.set().ids()) {
            String key = bond.set().wan(id) + " " + tcp + " " + effort;
            if (!known.containsKey(key)) {
                warmUp(bond, tcp, changed);
                changed = true;
                known.put(key, alone(bond, id, tcp, effort));
            }
            mbps.put(id, known.get(key));
        }
        if (changed) {
            bond.useAll();
        }
        return mbps;
    }

    /** The first transfer of a process runs on code that is not compiled yet: it is no measure of a link. */
    private void warmUp(Bond bond, Tcp tcp, boolean isWarm) throws IOException {
        if (!isWarm) {
            bond.tcp(tcp, WARM_UP_SECONDS);
        }
    }

    private double alone(Bond bond, String id, Tcp tcp, Effort effort) throws IOException {
        bond.useOnly(id);
        List<Double> runs = new ArrayList<>();
        for (int i = 0; i < effort.runs(); i++) {
            TcpRun run = bond.tcp(tcp, effort.seconds());
            runs.add(run.mbps());
            progress.say("  %s alone, %s: %.1f Mbit/s %s", id, tcp, run.mbps(), run.error());
        }
        return Numbers.median(runs);
    }

    /** As {@code 45.6 Mbit/s (fiber)}: the best of them. */
    static String best(Map<String, Double> mbps) {
        String best = mbps.keySet().iterator().next();
        for (Map.Entry<String, Double> one : mbps.entrySet()) {
            best = one.getValue() > mbps.get(best) ? one.getKey() : best;
        }
        return String.format(Locale.ROOT, "%.1f Mbit/s (%s)", mbps.get(best), best);
    }
}
