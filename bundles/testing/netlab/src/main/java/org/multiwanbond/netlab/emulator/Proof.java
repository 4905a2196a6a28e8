package org.multiwanbond.netlab.emulator;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Json;

/**
 * Shows that the emulator does what its settings say, by traffic between two namespaces without any tunnel. Confined to one
 * thread.
 */
public final class Proof {
    private static final int HEADERS_BYTES = 28;
    private static final int FULL_PAYLOAD_BYTES = 1_500 - HEADERS_BYTES;

    private final List<ProofRow> rows = new ArrayList<>();
    private final ProofLab lab;
    private final double scale;

    private Proof(ProofLab lab, double scale) {
        this.lab = lab;
        this.scale = scale;
    }

    /** {@code --short} measures less long; exits with 1 if a line is outside its tolerance. */
    public static void main(String[] arguments) throws IOException {
        boolean isShort = List.of(arguments).contains("--short");
        List<String> wrong = run(isShort, 1);
        System.out.println(wrong.isEmpty() ? "All within tolerance." : wrong.size() + " outside tolerance.");
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /** Prints the table; answers the lines outside their tolerance. */
    static List<String> run(boolean isShort, long seed) throws IOException {
        System.out.println("seed " + seed);
        System.out.println(ProofRow.HEADER);
        try (ProofLab lab = new ProofLab(seed)) {
            Proof proof = new Proof(lab, isShort ? 0.25 : 1);
            if (isShort) {
                proof.brief();
            } else {
                proof.all();
            }
            System.out.println("clock steps seen by the emulator: "
                    + (int) lab.emulator().stats().get("clockSteps").number());
            return proof.rows.stream()
                    .filter(row -> !row.holds())
                    .map(ProofRow::line)
                    .toList();
        }
    }

    private void brief() throws IOException {
        rates(50);
        roundTrips(10);
        losses(5);
        blackhole();
        mtu();
    }

    private void all() throws IOException {
        rates(5, 50, 150);
        roundTrips(0, 10, 40, 150);
        queue();
        losses(1, 5, 30);
        bursts();
        mangling();
        jitter();
        blackhole();
        mtu();
        tcp();
        allLinksAtOnce();
    }

    private void rates(int... all) throws IOException {
        for (int mbit : all) {
            // Deep enough that a late sender does not leave the link idle.
            String settings = "rate=" + mbit + "mbit queue=300ms";
            lab.set(settings);
            Json result = lab.udp(packetsPerSecond(mbit) * 1.2, FULL_PAYLOAD_BYTES, seconds(8));
            add(settings, "rate Mbit/s", mbit, mbitPerSecond(result), mbit * 0.02);
        }
    }

    private void roundTrips(int... all) throws IOException {
        for (int delayMs : all) {
            String settings = "rate=100mbit delay=" + delayMs + "ms";
            lab.set(settings);
            Json result = lab.ping(count(200), 20);
            add(settings, "RTT median ms", 2 * delayMs, delay(result, "p50"), 1);
        }
    }

    private void queue() throws IOException {
        String settings = "rate=10mbit queue=100ms delay=10ms";
        lab.set(settings);
        Json result = lab.udp(packetsPerSecond(10) * 1.5, FULL_PAYLOAD_BYTES, seconds(6));
        // Waiting, transmission of 1 500 octets at 10 Mbit/s, delay.
        add(settings, "one-way delay p50 ms", 100 + 1.2 - 0.6 + 10, delay(result, "p50"), 2);
    }

    private void losses(int... all) throws IOException {
        for (int percent : all) {
            String settings = "loss=" + percent + "%";
            lab.set(settings);
            Json result = lab.udp(12_000, 64, seconds(12));
            add(settings, "loss %", percent, lossPercent(result), percent * lossTolerance());
        }
    }

    private void bursts() throws IOException {
        String settings = "ge=1,25";
        lab.set(settings);
        Json result = lab.udp(12_000, 64, seconds(16));
        double percent = 100 * 0.01 / (0.01 + 0.25);
        add(settings, "loss %", percent, lossPercent(result), percent * lossTolerance());
        add(settings, "mean burst packets", 4, result.get("meanLossRunPackets").number(), 0.4);
    }

    private void mangling() throws IOException {
        String settings = "delay=10ms dup=2% reorder=3%";
        lab.set(settings);
        Json result = lab.udp(8_000, 64, seconds(8));
        double sent = result.get("sentPackets").number();
        double late = 100 * result.get("overtakenPackets").number() / sent;
        add(settings, "duplicates %", 2, 100 * result.get("repeatedPackets").number() / sent, 2 * lossTolerance());
        // A duplicate of a late packet is late as well.
        add(settings, "reordered %", 3 * 1.02, late, 3 * lossTolerance());
        lab.set("corrupt=2%");
        Json corrupt = lab.udp(8_000, 200, seconds(8));
        double damaged = corrupt.get("sentPackets").number()
                - corrupt.get("receivedPackets").number()
                - corrupt.get("bufferFullPackets").number();
        add(
                "corrupt=2%",
                "unusable %", 2, 100 * damaged / corrupt.get("sentPackets").number(), 2 * lossTolerance());
    }

    private void jitter() throws IOException {
        String settings = "delay=20ms jitter=5ms order=false";
        lab.set(settings);
        Json result = lab.udp(2_000, 64, seconds(8));
        add(settings, "one-way delay min ms", 15, delay(result, "min"), 1);
        add(settings, "one-way delay mean ms", 20, delay(result, "mean"), 1);
        add(settings, "one-way delay p99 ms", 24.9, delay(result, "p99"), 1);
        String ordered = "delay=20ms jitter=5ms";
        lab.set(ordered);
        Json inOrder = lab.udp(2_000, 64, seconds(4));
        add(ordered, "reordered %", 0, inOrder.get("overtakenPackets").number(), 0);
    }

    private void blackhole() throws IOException {
        lab.set("delay=10ms");
        Background flow = lab.flow(0, 1_000, 64, 5);
        pause(2_000);
        long cutNs = System.nanoTime();
        lab.emulator().cut(ProofLab.id(0));
        pause(1_000);
        lab.emulator().restore(ProofLab.id(0));
        double cutMs = (System.nanoTime() - cutNs) / 1e6;
        Json result = flow.result(Duration.ofSeconds(20));
        // The first packet after the cut still has to cross the link.
        add(
                "blackhole=true, then false",
                "silence ms",
                cutMs + 10,
                result.get("maxGapMs").number(),
                15);
        add(
                "blackhole=true, then false",
                "lost packets",
                cutMs + 10,
                result.get("lostPackets").number(),
                15);
    }

    private void mtu() throws IOException {
        lab.set("mtu=1400");
        Json fits = lab.udp(200, 1_400 - HEADERS_BYTES, 1);
        Json tooLong = lab.udp(200, 1_401 - HEADERS_BYTES, 1);
        add("mtu=1400", "arrived of 1400 B %", 100, 100 - lossPercent(fits), 0);
        add("mtu=1400", "arrived of 1401 B %", 0, 100 - lossPercent(tooLong), 0);
    }

    private void tcp() throws IOException {
        String settings = "rate=50mbit delay=10ms queue=100ms";
        lab.set(settings);
        // 1 448 octets of payload in an IP packet of 1 500: headers of 20 + 20, timestamps of 12 (RFC 7323).
        double wanted = 50.0 * 1_448 / 1_500;
        add(settings, "one TCP Mbit/s", wanted, lab.tcp(10).get("mbps").number(), wanted * 0.03);
    }

    private void allLinksAtOnce() throws IOException {
        int mbit = 105;
        for (int i = 0; i < ProofLab.LINKS; i++) {
            lab.set(i, "rate=" + mbit + "mbit delay=10ms queue=300ms");
        }
        double sum = 0;
        for (Json result : lab.udpOverAll(packetsPerSecond(mbit) * 1.2, FULL_PAYLOAD_BYTES, seconds(8))) {
            sum += mbitPerSecond(result);
        }
        int all = mbit * ProofLab.LINKS;
        add("3 links of " + mbit + "mbit at once", "sum of rates Mbit/s", all, sum, all * 0.02);
    }

    private void add(String what, String quantity, double wanted, double measured, double tolerance) {
        ProofRow row = new ProofRow(what, quantity, wanted, measured, tolerance);
        rows.add(row);
        System.out.println(row.line());
    }

    private double seconds(double full) {
        return Math.max(1, full * scale);
    }

    private int count(int full) {
        return (int) (full * scale);
    }

    /** Ten per cent in full; a quarter of the packets have twice the spread. */
    private double lossTolerance() {
        return 0.1 / Math.sqrt(scale);
    }

    private static double packetsPerSecond(int mbit) {
        return mbit * 1e6 / 8 / 1_500;
    }

    private static double mbitPerSecond(Json result) {
        double octets = result.get("steadyPayloadBytes").number()
                + HEADERS_BYTES * result.get("steadyPackets").number();
        return octets * 8 / result.get("steadySeconds").number() / 1e6;
    }

    private static double lossPercent(Json result) {
        return 100
                * result.get("lostPackets").number()
                / result.get("sentPackets").number();
    }

    private static double delay(Json result, String which) {
        return result.get("delayMs").get(which).number();
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
