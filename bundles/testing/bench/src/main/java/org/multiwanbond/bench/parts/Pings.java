package org.multiwanbond.bench.parts;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Namespace;

/** Round trips of the system's ping. Stateless. */
public final class Pings {
    /** Counted for an answer that never came. */
    public static final double LOST_MS = 10_000;

    private static final Pattern TIME = Pattern.compile("time=([0-9.]+) ms");

    private Pings() {}

    /** Round trips in ms to an address, one ping after the other at this distance. */
    public static List<Double> rttMs(Namespace from, String to, int count, Duration distance) throws IOException {
        String seconds = String.format(Locale.ROOT, "%.3f", distance.toMillis() / 1e3);
        Command ping = Command.of("ping", "-n", "-i", seconds, "-W", "2", "-c", "" + count, to);
        Duration limit = distance.multipliedBy(count).plusSeconds(20);
        return read(from.inside(ping).run(limit).out(), count);
    }

    /** What ping printed; what is not there was lost. */
    static List<Double> read(String out, int count) {
        List<Double> rttMs = new ArrayList<>();
        for (Matcher matcher = TIME.matcher(out); matcher.find(); ) {
            rttMs.add(Double.valueOf(matcher.group(1)));
        }
        while (rttMs.size() < count) {
            rttMs.add(LOST_MS);
        }
        return rttMs;
    }
}
