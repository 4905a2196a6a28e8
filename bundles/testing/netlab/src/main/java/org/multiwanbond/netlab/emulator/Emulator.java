package org.multiwanbond.netlab.emulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.multiwanbond.netlab.system.Punctuality;

/**
 * Forwards frames between pairs of interfaces through link models until it is told to stop. {@link #command} is
 * thread-safe; all else belongs to the thread that calls {@link #run}.
 */
final class Emulator implements AutoCloseable {
    /** Longest wait, so that commands take effect at once for all purposes of a person or a test. */
    private static final long IDLE_NS = 1_000_000;

    /** Shortest pause after a round that moved frames: bounds the rounds to 20 000 a second. */
    private static final long GRAIN_NS = 50_000;

    private final List<EmulatedLink> links = new ArrayList<>();
    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
    private final ArrivalClock clock = new ArrivalClock();
    private boolean stopped;

    /** Opens all interfaces; every random decision follows from the seed. */
    Emulator(List<LinkPlan> plans, long seed) throws IOException {
        for (LinkPlan plan : plans) {
            links.add(new EmulatedLink(plan, seed + 2L * links.size()));
        }
    }

    /** Has a command line executed; the future holds the answer in one line. */
    CompletableFuture<String> command(String line) {
        Request request = new Request(line.trim(), new CompletableFuture<>());
        requests.add(request);
        return request.answer();
    }

    /** Forwards until stopped. */
    void run() {
        Punctuality.ask();
        Waiting waiting = new Waiting(
                links.stream().flatMap(link -> link.ports().stream()).toList());
        while (!stopped) {
            long nowNs = clock.refresh();
            int frames = 0;
            long dueNs = nowNs + IDLE_NS;
            for (EmulatedLink link : links) {
                frames += link.move(clock, nowNs);
                dueNs = Math.min(dueNs, link.nextDueNs());
            }
            answerAll(nowNs);
            long waitNs = Math.max(GRAIN_NS, dueNs - System.nanoTime());
            if (frames > 0) {
                waiting.pause(GRAIN_NS);
            } else {
                waiting.forFrames(waitNs);
            }
        }
    }

    @Override
    public void close() {
        links.forEach(EmulatedLink::close);
    }

    private void answerAll(long nowNs) {
        for (Request request = requests.poll(); request != null; request = requests.poll()) {
            request.answer().complete(answer(request.line(), nowNs));
        }
    }

    private String answer(String line, long nowNs) {
        String[] words = line.split("\\s+", 4);
        switch (words[0]) {
            case "set":
                return set(words, nowNs);
            case "stats":
                return stats(nowNs);
            case "quit":
                stopped = true;
                return "ok";
            default:
                return "error: Unknown command '" + words[0] + "'. Commands: set, stats, quit.";
        }
    }

    private String set(String[] words, long nowNs) {
        if (words.length < 4) {
            return "error: Usage: set LINK up|down|both KEY=VALUE…";
        }
        boolean both = words[2].equals("both");
        boolean up = both || words[2].equals("up");
        boolean down = both || words[2].equals("down");
        Optional<EmulatedLink> link =
                links.stream().filter(one -> one.id().equals(words[1])).findFirst();
        if (link.isEmpty()) {
            return "error: No link called '" + words[1] + "'. Links: "
                    + String.join(", ", links.stream().map(EmulatedLink::id).toList()) + ".";
        }
        if (!up && !down) {
            return "error: Direction must be up, down or both, was " + words[2] + ".";
        }
        try {
            link.get().change(up, down, words[3], nowNs);
            return "ok";
        } catch (IllegalArgumentException e) {
            return "error: " + e.getMessage();
        }
    }

    private String stats(long nowNs) {
        StringJoiner all = new StringJoiner(",", "{\"clockSteps\":" + clock.steps() + ",\"links\":[", "]}");
        links.forEach(link -> all.add(link.json(nowNs)));
        return all.toString();
    }

    private record Request(String line, CompletableFuture<String> answer) {}
}
