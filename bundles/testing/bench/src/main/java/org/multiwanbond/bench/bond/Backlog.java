package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.netlab.lab.EmulatorProcess;
import org.multiwanbond.netlab.lab.Waiter;

/** The queue before a link's bottleneck, sampled ten times a second. Confined to one thread. */
final class Backlog {
    private static final Duration STEP = Duration.ofMillis(100);

    private final EmulatorProcess emulator;
    private final String wan;
    private final String counter;

    Backlog(EmulatorProcess emulator, String wan, boolean down) {
        this.emulator = emulator;
        this.wan = wan;
        this.counter = down ? "downBacklogNs" : "upBacklogNs";
    }

    /** Samples in ms, one every 100 ms, until an instant. */
    List<Double> until(long endNs) throws IOException {
        List<Double> samplesMs = new ArrayList<>();
        while (System.nanoTime() < endNs) {
            samplesMs.add(nowMs());
            Waiter.pause(STEP);
        }
        return samplesMs;
    }

    /** When the queue was longer than a limit for the last time, in ms from the first sample; 0 if never. */
    static double settledMs(List<Double> samplesMs, double limitMs) {
        for (int i = samplesMs.size() - 1; i >= 0; i--) {
            if (samplesMs.get(i) > limitMs) {
                return (i + 1.0) * STEP.toMillis();
            }
        }
        return 0;
    }

    private double nowMs() throws IOException {
        return emulator.stats().get("links").items().stream()
                .filter(link -> link.get("id").text().equals(wan))
                .mapToDouble(link -> link.get(counter).number() / 1e6)
                .findFirst()
                .orElse(Double.NaN);
    }
}
