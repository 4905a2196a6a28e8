package org.multiwanbond.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log of the JVM, {@code -Xlog:gc,safepoint}, tells of a span of time. Thread-safe: immutable.
 *
 * @param pausesMs of collections that nobody asked for
 * @param safepointsMs of all stops, with the way there
 * @param allocatedBytes between the first collection and the last, as exactly as the log's unit tells
 */
record GcLog(List<Double> pausesMs, List<Double> safepointsMs, double allocatedBytes) {
    private static final Pattern PAUSE =
            Pattern.compile("\\bPause .*?([0-9]+)([KMG])->([0-9]+)([KMG])\\([0-9]+[KMG]\\) ([0-9.]+)ms");
    private static final Pattern SAFEPOINT = Pattern.compile("\\bSafepoint \".*Total: *([0-9]+) ns");

    /** Collections that somebody asked for, to know how much is in use. */
    private static final String ASKED = "(Diagnostic Command)";

    static GcLog read(List<String> lines) {
        List<Double> pausesMs = new ArrayList<>();
        List<Double> safepointsMs = new ArrayList<>();
        double allocatedBytes = 0;
        boolean isFirst = true;
        double leftBytes = 0;
        for (String line : lines) {
            Matcher pause = PAUSE.matcher(line);
            Matcher safepoint = SAFEPOINT.matcher(line);
            if (pause.find()) {
                if (!line.contains(ASKED)) {
                    pausesMs.add(Double.valueOf(pause.group(5)));
                }
                allocatedBytes += isFirst ? 0 : bytes(pause, 1) - leftBytes;
                isFirst = false;
                leftBytes = bytes(pause, 3);
            } else if (safepoint.find()) {
                safepointsMs.add(Double.parseDouble(safepoint.group(1)) / 1e6);
            }
        }
        return new GcLog(pausesMs, safepointsMs, allocatedBytes);
    }

    private static double bytes(Matcher line, int group) {
        int shift = 10 * ("KMG".indexOf(line.group(group + 1)) + 1);
        return Double.parseDouble(line.group(group)) * (1L << shift);
    }
}
