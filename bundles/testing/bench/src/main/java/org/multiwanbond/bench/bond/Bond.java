package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.netlab.lab.BondConfig;
import org.multiwanbond.netlab.lab.BondLab;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.LabException;
import org.multiwanbond.netlab.lab.Waiter;

/** A running bond over a set of emulated links, with what measures it. Confined to one thread. */
final class Bond implements AutoCloseable {
    /** After links or their use have changed. */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(10);
    private static final Duration ACTIVE_LIMIT = Duration.ofSeconds(60);

    private final LinkSet set;
    private final BondLab lab;
    private final Iperf iperf;

    private Bond(LinkSet set, BondLab lab) throws IOException {
        this.set = set;
        this.lab = lab;
        this.iperf = new Iperf(lab);
    }

    /** Starts it; no rate is configured anywhere. */
    static Bond start(Path root, LinkSet set, List<String> bondLines, long seed) throws IOException {
        BondLab lab = new BondLab(root, set.wans(), new BondConfig(bondLines, false), seed);
        try {
            lab.start();
            return new Bond(set, lab);
        } catch (IOException e) {
            String logs = "\n--- the client's log:\n" + lab.client().logTail() + "\n--- the server's log:\n"
                    + lab.server().logTail();
            lab.close();
            throw new LabException(e.getMessage() + logs);
        }
    }

    LinkSet set() {
        return set;
    }

    BondLab lab() {
        return lab;
    }

    Iperf iperf() {
        return iperf;
    }

    /** Leaves only this link in use. */
    void useOnly(String id) throws IOException {
        lab.useOnly(List.of(id));
        Waiter.pause(SETTLE);
    }

    void useAll() throws IOException {
        lab.useOnly(set.ids());
        Waiter.pause(SETTLE);
    }

    /** Changes links, in the words of the emulator. */
    void change(Map<String, String> changes) throws IOException {
        for (Map.Entry<String, String> change : changes.entrySet()) {
            lab.emulator().set(change.getKey(), "both", change.getValue());
        }
        Waiter.pause(SETTLE);
    }

    /** Makes all links again what they were. */
    void reset() throws IOException {
        for (String id : set.ids()) {
            lab.emulator().set(id, "up", set.wan(id).up().text());
            lab.emulator().set(id, "down", set.wan(id).down().text());
        }
        Waiter.pause(SETTLE);
    }

    /** One transfer over what is in use. */
    TcpRun tcp(Tcp tcp, int seconds) throws IOException {
        return iperf.run(tcp, seconds, "1");
    }

    /** What the client (or the server) knows of a link's path; missing if it knows none. */
    Json path(String id, boolean atClient) throws IOException {
        Json client = lab.client().status();
        Json path = client.get("links").items().stream()
                .filter(link -> link.get("id").text().equals(id))
                .findFirst()
                .map(link -> link.get("paths").items())
                .filter(paths -> !paths.isEmpty())
                .map(paths -> paths.get(0))
                .orElse(Json.missing());
        return atClient ? path : serverPath(path.get("id").number());
    }

    /** The server's view of a path, by its number. */
    Json serverPath(double pathId) throws IOException {
        Json status = lab.server().status();
        return status.get("sessions").items().stream()
                .flatMap(session -> session.get("paths").items().stream())
                .filter(path -> path.get("id").number() == pathId)
                .findFirst()
                .orElse(Json.missing());
    }

    /** Gives both ends time to use the path of each link; they may have reasons not to use one. */
    void settle() throws IOException {
        long endNs = System.nanoTime() + SETTLE_LIMIT.toNanos();
        while (System.nanoTime() < endNs && !areAllActive()) {
            Waiter.pause(Duration.ofMillis(200));
        }
    }

    private boolean areAllActive() throws IOException {
        for (String id : set.ids()) {
            if (!path(id, true).get("state").text().equals("active")
                    || !path(id, false).get("state").text().equals("active")) {
                return false;
            }
        }
        return true;
    }

    /** Waits until both ends use the path of each link. */
    void awaitActive() throws IOException {
        for (String id : set.ids()) {
            for (boolean atClient : new boolean[] {true, false}) {
                Waiter.until(
                        id + " to be active at the " + (atClient ? "client" : "server"),
                        ACTIVE_LIMIT,
                        () -> path(id, atClient).get("state").text().equals("active"));
            }
        }
    }

    /** Units that the receivers of both ends stopped to wait for; 0 if they do not count them. */
    double givenUp() throws IOException {
        return givenUp(lab.client().status()) + givenUp(lab.server().status());
    }

    private static double givenUp(Json status) {
        return status.get("sessions").items().stream()
                .mapToDouble(session -> session.get("reorderGivenUp").number())
                .filter(Double::isFinite)
                .sum();
    }

    /** Whether both ends still run. */
    boolean isSound() {
        return lab.client().isRunning() && lab.server().isRunning();
    }

    /** What both ends say of themselves, for the result file. */
    Map<String, Object> testimony() {
        return Map.of("client", said(true), "server", said(false));
    }

    private String said(boolean client) {
        try {
            return (client ? lab.client() : lab.server())
                    .ask("bond:status", "--json")
                    .out();
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
    }

    /** Seconds as nanoseconds. */
    static long ns(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    @Override
    public void close() {
        lab.close();
    }
}
