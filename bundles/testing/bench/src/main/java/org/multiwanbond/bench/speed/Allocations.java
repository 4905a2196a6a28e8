package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the data threads of one JVM allocated, by samples of its flight recorder: one each time a thread takes new room, which
 * stands for all it allocated since the one before. Confined to one thread.
 */
final class Allocations {
    static final String EVENT = "jdk.ObjectAllocationSample";

    /** See docs/architecture.md, Threads. */
    private static final List<String> DATA_THREADS = List.of("mwb-send-", "mwb-seal-", "mwb-receive-", "mwb-deliver-");

    /** Java's cryptography architecture, and those who provide it: what their interface needs counts as theirs. */
    private static final List<String> PROVIDERS =
            List.of("javax.crypto.", "com.sun.crypto.", "sun.security.", "com.amazon.corretto.", "org.conscrypt.");

    private final Map<String, Double> own = new TreeMap<>();
    private final Set<Long> known = new HashSet<>();
    private double providerBytes;

    /** Reads a recording with samples of allocations. */
    static Allocations read(Path recording) throws IOException {
        Allocations allocations = new Allocations();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(EVENT)) {
                    allocations.add(event);
                }
            }
        }
        Files.delete(recording);
        return allocations;
    }

    private void add(RecordedEvent sample) {
        RecordedThread thread = sample.getThread("eventThread");
        boolean isData = thread != null
                && thread.getJavaName() != null
                && DATA_THREADS.stream().anyMatch(thread.getJavaName()::startsWith);
        // A thread's first sample stands for all it allocated before, too.
        if (!isData || known.add(thread.getJavaThreadId())) {
            return;
        }
        RecordedClass what = sample.getClass("objectClass");
        List<RecordedFrame> frames = sample.getStackTrace() == null
                ? List.of()
                : sample.getStackTrace().getFrames();
        boolean isProviders = isProviders(what.getName())
                || frames.stream()
                        .anyMatch(
                                frame -> isProviders(frame.getMethod().getType().getName()));
        if (isProviders) {
            providerBytes += sample.getLong("weight");
        } else {
            own.merge(what.getName() + " in " + place(frames), (double) sample.getLong("weight"), Double::sum);
        }
    }

    private static boolean isProviders(String name) {
        return PROVIDERS.stream().anyMatch(name::startsWith);
    }

    /** The first method of the product on the way to the one that allocated. */
    private static String place(List<RecordedFrame> frames) {
        return frames.stream()
                .map(RecordedFrame::getMethod)
                .filter(method -> method.getType().getName().startsWith("org.multiwanbond."))
                .map(method -> method.getType().getName() + "." + method.getName())
                .findFirst()
                .orElse("nothing of the product");
    }

    /** Octets for what is not the ciphers' provider's. */
    double ownBytes() {
        return own.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double providerBytes() {
        return providerBytes;
    }

    /** What is ours most: class and method; empty if nothing is. */
    String most() {
        return own.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
