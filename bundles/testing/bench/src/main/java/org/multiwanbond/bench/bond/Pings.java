package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.multiwanbond.netlab.lab.BondLab;
import org.multiwanbond.netlab.lab.Command;

/** Round trips of the system's ping through the tunnel, ten a second. Stateless. */
final class Pings {
    /** Counted for an answer that never came. */
    static final double LOST_MS = 10_000;

    private static final int PER_SECOND = 10;
    private static final Pattern TIME = Pattern.compile("time=([0-9.]+) ms");

    private Pings() {}

    static List<Double> rttMs(BondLab lab, int seconds) throws IOException {
        int count = seconds * PER_SECOND;
        Command ping = Command.of("ping", "-n", "-i", "0.1", "-W", "2", "-c", "" + count, BondLab.SERVER_INSIDE);
        String out = lab.clientHost()
                .inside(ping)
                .run(Duration.ofSeconds(seconds + 20L))
                .out();
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
