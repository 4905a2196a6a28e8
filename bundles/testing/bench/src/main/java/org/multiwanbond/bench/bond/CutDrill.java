package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Namespace;
import org.multiwanbond.netlab.lab.Waiter;

/** Blackholes a link at random moments and looks at both ends when they leave it. Confined to one thread. */
final class CutDrill {
    /** Longest time of a whole drill, for those who plan. */
    static final int MOST_SECONDS = 9;

    /** How long both ends are asked before it counts as never noticed. */
    private static final double DETECT_LIMIT_MS = 4_000;

    private static final Duration CUT = Duration.ofMillis(1_500);
    private static final Duration SETTLE = Duration.ofMillis(500);

    /** The moment of a cut is random within this. */
    private static final int RANDOM_MS = 1_000;

    /**
     * Between two questions: an end's own clock tells when it left the path, and it is asked while that is its newest state,
     * for 200 ms at least. To ask more often takes the processors from what is measured.
     */
    private static final long ASK_NS = 40_000_000;

    private final Bond bond;
    private final String wan;
    private final Random random;

    CutDrill(Bond bond, String wan, long seed) {
        this.bond = bond;
        this.wan = wan;
        this.random = new Random(seed);
    }

    /** Cuts, waits, restores, and waits until both ends use the link again. */
    Cut run() throws IOException {
        bond.awaitActive();
        Waiter.pause(SETTLE.plusMillis(random.nextInt(RANDOM_MS)));
        double pathId = bond.path(wan, true).get("id").number();
        double givenUp = bond.givenUp();
        double timeouts = timeouts();
        long cutNs = System.nanoTime();
        bond.lab().emulator().cut(wan);
        double[] detectMs = detect(pathId, cutNs);
        Waiter.pause(CUT.minusNanos(System.nanoTime() - cutNs));
        bond.lab().emulator().restore(wan);
        bond.awaitActive();
        return new Cut(detectMs[0], detectMs[1], bond.givenUp() - givenUp, timeouts() - timeouts);
    }

    private double[] detect(double pathId, long cutNs) throws IOException {
        double[] detectMs = {Double.NaN, Double.NaN};
        double passedMs = 0;
        while ((Double.isNaN(detectMs[0]) || Double.isNaN(detectMs[1])) && passedMs < DETECT_LIMIT_MS) {
            if (Double.isNaN(detectMs[0])) {
                detectMs[0] = leftMs(() -> bond.path(wan, true), cutNs);
            }
            if (Double.isNaN(detectMs[1])) {
                detectMs[1] = leftMs(() -> bond.serverPath(pathId), cutNs);
            }
            LockSupport.parkNanos(ASK_NS);
            passedMs = (System.nanoTime() - cutNs) / 1e6;
        }
        for (int end = 0; end < detectMs.length; end++) {
            detectMs[end] = Double.isNaN(detectMs[end]) ? DETECT_LIMIT_MS : detectMs[end];
        }
        return detectMs;
    }

    /** From the cut until an end left the path, by that end's clock; NaN while it uses it. */
    private static double leftMs(View view, long cutNs) throws IOException {
        Json path = view.path();
        double passedMs = (System.nanoTime() - cutNs) / 1e6;
        String state = path.get("state").text();
        if (state.equals("active")) {
            return Double.NaN;
        }
        double sinceMs = path.get("stateSinceMs").number();
        return Double.isNaN(sinceMs) ? passedMs : Math.max(0, passedMs - sinceMs);
    }

    private double timeouts() throws IOException {
        return timeouts(bond.lab().clientHost()) + timeouts(bond.lab().serverHost());
    }

    /** Counter TcpExtTCPTimeouts of a namespace. */
    private static double timeouts(Namespace namespace) throws IOException {
        List<String> lines =
                namespace.exec("cat", "/proc/net/netstat").out().lines().toList();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            int at = Arrays.asList(lines.get(i).split(" ")).indexOf("TCPTimeouts");
            if (lines.get(i).startsWith("TcpExt:") && at > 0) {
                return Double.parseDouble(lines.get(i + 1).split(" ")[at]);
            }
        }
        return Double.NaN;
    }

    /** A path as one end sees it. */
    private interface View {
        Json path() throws IOException;
    }
}
