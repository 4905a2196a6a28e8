package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.netlab.lab.Distribution;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Lab;
import org.multiwanbond.netlab.lab.LabException;
import org.multiwanbond.netlab.lab.Waiter;

/** Ours: the two built distributions. Confined to one thread. */
final class OurTunnel implements Tunnel {
    private static final String SERVER_INSIDE = "10.99.0.1";
    private static final String LISTEN = Field.SERVER_OUTSIDE + ":7000";
    private static final Duration UP_LIMIT = Duration.ofSeconds(60);

    /** Until the paths are known to carry whole packets. */
    private static final Duration MTU_LIMIT = Duration.ofSeconds(30);

    /** Fits an inner packet of 1420 octets with all that is around it; a cable carries 1472. */
    private static final int PAYLOAD_BYTES = 1_462;

    private static final String GC_LOG = "gc.log";

    private final Field field;
    private final Distribution client;
    private final Distribution server;

    private OurTunnel(Field field, Distribution client, Distribution server) {
        this.field = field;
        this.client = client;
        this.server = server;
    }

    /** Unpacks and configures both ends, from below {@code root}, and starts neither; the lab closes them if nobody did. */
    static OurTunnel prepare(Lab lab, Path root, Field field, Kind kind) throws IOException {
        Distribution server = unpack(lab, root, "server");
        Distribution client = unpack(lab, root, "client");
        OurTunnel tunnel = new OurTunnel(field, client, server);
        try {
            for (Distribution end : List.of(client, server)) {
                end.with(
                        "EXTRA_JAVA_OPTS",
                        "-Xlog:gc,safepoint:file=" + end.home().resolve(GC_LOG) + ":uptime");
            }
            tunnel.configure(kind.lines());
            return tunnel;
        } catch (IOException e) {
            tunnel.close();
            throw e;
        }
    }

    private static Distribution unpack(Lab lab, Path root, String side) throws IOException {
        Distribution unpacked = Distribution.unpack(Distribution.archive(root, side));
        lab.onClose(unpacked);
        return unpacked;
    }

    private void configure(List<String> lines) throws IOException {
        server.configure("org.multiwanbond.bond.cfg", bond(lines, "role=server", "listen=" + LISTEN));
        server.configure("org.multiwanbond.tunnel.cfg", "device=mwb0", "addresses=10.99.0.1/24");
        client.configure(
                "org.multiwanbond.bond.cfg",
                bond(lines, "role=client", "server=" + LISTEN, "peerPublicKey=" + server.publicKey()));
        client.configure("org.multiwanbond.tunnel.cfg", "device=mwb0", "addresses=auto", "routes=10.99.0.0/24");
        server.configure(
                "org.multiwanbond.peer-client.cfg", "publicKey=" + client.publicKey(), "addresses=10.99.0.2/32");
        for (int i = 1; i <= field.cables(); i++) {
            String device = Field.device(i);
            client.configure("org.multiwanbond.wan-" + device + ".cfg", "device=" + device, "type=fiber");
        }
    }

    private static String[] bond(List<String> lines, String... own) {
        List<String> all = new ArrayList<>(List.of(own));
        all.addAll(lines);
        return all.toArray(String[]::new);
    }

    /** Starts both ends and waits until all cables are in use. */
    void start() throws IOException {
        try {
            server.launch(field.server());
            client.start(field.client());
            Waiter.until(
                    "all paths to be active",
                    UP_LIMIT,
                    () -> paths().size() == field.cables()
                            && paths().stream()
                                    .allMatch(path -> path.get("state").text().equals("active")));
        } catch (IOException e) {
            throw new LabException(e.getMessage() + "\n--- the client's log:\n" + client.logTail()
                    + "\n--- the server's log:\n" + server.logTail());
        }
    }

    /** Waits until no inner packet needs fragments, as far as these paths allow that. */
    void awaitMtu() throws IOException {
        Waiter.until("paths to carry whole packets", MTU_LIMIT, () -> paths().stream()
                .allMatch(path -> path.get("payloadBytes").number() >= PAYLOAD_BYTES));
    }

    private List<Json> paths() throws IOException {
        return session(client).get("paths").items();
    }

    private static Json session(Distribution end) throws IOException {
        return end.status().get("sessions").items().stream().findFirst().orElse(Json.missing());
    }

    /** The id of the cipher in use. */
    String cipher() throws IOException {
        return session(client).get("cipher").text();
    }

    /** Repair packets that the client has sent. */
    double repairPackets() throws IOException {
        return session(client).get("recovery").get("repairPackets").number();
    }

    /** Packets that an end has sent and received on all paths. */
    double packets(boolean atClient) throws IOException {
        return session(atClient ? client : server).get("paths").items().stream()
                .mapToDouble(path ->
                        path.get("txPackets").number() + path.get("rxPackets").number())
                .sum();
    }

    /** What the JVM of an end logged of its collections. */
    List<String> gcLog(boolean atClient) throws IOException {
        return Files.readAllLines((atClient ? client : server).home().resolve(GC_LOG));
    }

    @Override
    public Field field() {
        return field;
    }

    @Override
    public String serverInside() {
        return SERVER_INSIDE;
    }

    @Override
    public long clientPid() throws IOException {
        return client.pid();
    }

    @Override
    public long serverPid() throws IOException {
        return server.pid();
    }

    @Override
    public boolean isSound() {
        return client.isRunning() && server.isRunning();
    }

    @Override
    public String testimony() {
        try {
            return client.ask("bond:status", "--json").out()
                    + server.ask("bond:status", "--json").out();
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            client.close();
        } finally {
            server.close();
        }
    }
}
