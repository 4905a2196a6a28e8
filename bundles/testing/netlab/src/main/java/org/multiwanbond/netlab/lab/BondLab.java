package org.multiwanbond.netlab.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A client with several emulated links and a server with one address, both the built distributions. Confined to one thread.
 */
public final class BondLab implements AutoCloseable {
    /** Inner address of the server. */
    public static final String SERVER_INSIDE = "10.99.0.1";

    /** Inner address of the client. */
    public static final String CLIENT_INSIDE = "10.99.0.2";

    /** Outer address of the server, reached over every link (RFC 5737). */
    private static final String SERVER_OUTSIDE = "203.0.113.1";

    private static final String LISTEN = SERVER_OUTSIDE + ":7000";
    /** A link that costs or loses too much stands by as long as there are better ones. */
    private static final Set<String> USABLE = Set.of("up", "standby");

    private static final Duration UP_LIMIT = Duration.ofSeconds(60);

    private final Lab lab;
    private final List<WanPlan> wans;
    private final Namespace clientHost;
    private final Namespace serverHost;
    private final EmulatorProcess emulator;
    private final Distribution client;
    private final Distribution server;

    /** With the plain configuration. */
    public BondLab(Path root, List<WanPlan> wans, long seed) throws IOException {
        this(root, wans, BondConfig.PLAIN, seed);
    }

    /** Sets everything up and configures both ends, but does not start them; the archives are those below {@code root}. */
    public BondLab(Path root, List<WanPlan> wans, BondConfig config, long seed) throws IOException {
        this.wans = List.copyOf(wans);
        Path serverArchive = Distribution.archive(root, "server");
        Path clientArchive = Distribution.archive(root, "client");
        lab = new Lab();
        try {
            clientHost = lab.namespace("client");
            serverHost = lab.namespace("server");
            joinHosts();
            emulator = lab.startEmulator(seed);
            for (WanPlan wan : wans) {
                emulator.set(wan.id(), "down", wan.down().text());
            }
            server = unpack(serverArchive);
            client = unpack(clientArchive);
            configure(config);
        } catch (IOException e) {
            lab.close();
            throw e;
        }
    }

    private Distribution unpack(Path archive) throws IOException {
        Distribution distribution = Distribution.unpack(archive);
        lab.onClose(distribution);
        return distribution;
    }

    private void joinHosts() throws IOException {
        serverHost.address("lo", SERVER_OUTSIDE + "/32");
        for (int i = 0; i < wans.size(); i++) {
            WanPlan wan = wans.get(i);
            String net = "10." + (11 + i) + ".0.";
            lab.link(wan.id(), clientHost, serverHost, wan.up().text());
            clientHost.address(wan.id(), net + "2/24");
            serverHost.address(wan.id(), net + "1/24");
            clientHost.route("default via " + net + "1 dev " + wan.id() + " metric " + 100 * (i + 1));
        }
    }

    private void configure(BondConfig config) throws IOException {
        server.configure("org.multiwanbond.bond.cfg", config.bond("role=server", "listen=" + LISTEN));
        server.configure("org.multiwanbond.tunnel.cfg", "device=mwb0", "addresses=10.99.0.1/24,fd99::1/64");
        client.configure(
                "org.multiwanbond.bond.cfg",
                config.bond("role=client", "server=" + LISTEN, "peerPublicKey=" + server.publicKey()));
        client.configure(
                "org.multiwanbond.tunnel.cfg", "device=mwb0", "addresses=auto", "routes=10.99.0.0/24,fd99::/64");
        server.configure(
                "org.multiwanbond.peer-demo.cfg",
                "publicKey=" + client.publicKey(),
                "addresses=" + CLIENT_INSIDE + "/32,fd99::2/128");
        for (WanPlan wan : wans) {
            client.configure("org.multiwanbond.wan-" + wan.id() + ".cfg", config.wan(wan));
        }
    }

    /** Starts both ends and waits until every link carries traffic. */
    public void start() throws IOException {
        server.launch(serverHost);
        client.start(clientHost);
        awaitUp(wans.stream().map(WanPlan::id).toList());
    }

    /**
     * Waits until each of these links of the client was seen up or standing by, and no other is. A bad one need not stay
     * so: it may come and go.
     */
    public void awaitUp(List<String> ids) throws IOException {
        Set<String> seen = new HashSet<>();
        Waiter.until("the links " + String.join(", ", ids) + " to be up", UP_LIMIT, () -> {
            List<String> up = client.status().get("links").items().stream()
                    .filter(link -> USABLE.contains(link.get("state").text()))
                    .map(link -> link.get("id").text())
                    .toList();
            seen.addAll(up);
            return seen.containsAll(ids) && ids.containsAll(up);
        });
    }

    /** Leaves only these links in use, by {@code wan:pause} and {@code wan:resume}, and waits until that is so. */
    public void useOnly(List<String> ids) throws IOException {
        for (WanPlan wan : wans) {
            client.ask(ids.contains(wan.id()) ? "wan:resume" : "wan:pause", wan.id())
                    .orThrow();
        }
        awaitUp(ids);
    }

    /** The ids of all links. */
    public List<String> wanIds() {
        return wans.stream().map(WanPlan::id).toList();
    }

    /** The links' emulator. */
    public EmulatorProcess emulator() {
        return emulator;
    }

    /** The client's distribution. */
    public Distribution client() {
        return client;
    }

    /** The server's distribution. */
    public Distribution server() {
        return server;
    }

    /** The client's namespace. */
    public Namespace clientHost() {
        return clientHost;
    }

    /** The server's namespace. */
    public Namespace serverHost() {
        return serverHost;
    }

    /** Has something closed before all that was there earlier. */
    public void onClose(AutoCloseable resource) {
        lab.onClose(resource);
    }

    @Override
    public void close() {
        lab.close();
    }
}
