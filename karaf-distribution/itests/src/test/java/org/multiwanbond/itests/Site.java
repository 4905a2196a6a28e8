package org.multiwanbond.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Distribution;
import org.multiwanbond.netlab.lab.EmulatorProcess;
import org.multiwanbond.netlab.lab.Lab;
import org.multiwanbond.netlab.lab.LabException;
import org.multiwanbond.netlab.lab.Namespace;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.tck.Requirement;

/**
 * A server and its clients, the built distributions run as processes in namespaces of their own, for one test class; says
 * what they logged when a test fails. Confined to one thread.
 */
final class Site implements BeforeAllCallback, AfterAllCallback, TellsOnFailure {
    /** Outer addresses of the server, reached over every link of that family (RFC 5737, RFC 3849). */
    static final String OUTSIDE = "203.0.113.1:7000";

    static final String OUTSIDE6 = "[2001:db8:ffff::1]:7000";
    static final String INSIDE = "10.99.0.1";
    static final String INSIDE6 = "fd99::1";

    private static final Duration UP_LIMIT = Duration.ofSeconds(60);
    private static final String LINK = "rate=20mbit delay=5ms queue=100ms";
    private static final long SEED = 1;

    private final Path root = Path.of(System.getProperty("itests.root", "../.."));
    private final List<End> clients = new ArrayList<>();
    private Lab lab;
    private End server;
    private EmulatorProcess emulator;
    private int links;
    private boolean isEmulated;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Requirement.met(Files.exists(Path.of("/dev/net/tun")) ? Lab.obstacle() : "there is no /dev/net/tun.");
        needs("ping");
        lab = new Lab();
        server = end("server", "server");
        server.host().address("lo", "203.0.113.1/32");
        server.host().address("lo", "2001:db8:ffff::1/128");
        server.configure("bond", "role=server", "listen=" + OUTSIDE + "," + OUTSIDE6);
        server.configure("tunnel", "device=mwb0", "addresses=10.99.0.1/24,fd99::1/64");
    }

    /** Goes on if this machine has a program; skips the test, loudly, if it has not. */
    static void needs(String program) throws IOException {
        boolean has = Command.of("sh", "-c", "command -v " + program).run().succeeded();
        Requirement.met(has ? "" : program + " is not installed.");
    }

    /** Adds a client with its links, before {@link #start}; a link whose id ends in 6 has IPv6 outside, others IPv4. */
    End client(String id, String... wans) throws IOException {
        End client = end("client", id);
        int number = 2 + clients.size();
        clients.add(client);
        for (String wan : wans) {
            join(client, wan);
        }
        boolean six = wans.length > 0 && List.of(wans).stream().allMatch(wan -> wan.endsWith("6"));
        client.configure(
                "bond", "role=client", "server=" + (six ? OUTSIDE6 : OUTSIDE), "peerPublicKey=" + server.key());
        client.configure("tunnel", "device=mwb0", "addresses=auto", "routes=10.99.0.0/24,fd99::/64");
        String lease = "10.99.0." + number + "/32,fd99::" + number + "/128";
        server.configure("peer-" + id, "publicKey=" + client.key(), "addresses=" + lease);
        return client;
    }

    /** Adds a client with links that nothing limits, {@code c1}, {@code c2} and so on, before {@link #start}. */
    End clientOnCables(String id, int cables) throws IOException {
        End client = client(id);
        for (int i = 1; i <= cables; i++) {
            String wan = "c" + i;
            String net = "10." + (11 + links++) + ".0.";
            lab.cable(wan, client.host(), server.host());
            client.host().address(wan, net + "2/24");
            server.host().address(wan, net + "1/24");
            client.host().route("default via " + net + "1 dev " + wan + " metric " + 100 * links);
            client.configure("wan-" + wan, "device=" + wan);
        }
        return client;
    }

    /** Writes a client's bond file anew, with lines of the test's own. */
    void configureBond(End client, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("role=client", "server=" + OUTSIDE));
        all.addAll(List.of(lines));
        client.configure("bond", all.toArray(new String[0]));
    }

    private void join(End client, String wan) throws IOException {
        boolean six = wan.endsWith("6");
        String net = (six ? "2001:db8:" : "10.") + (11 + links++) + (six ? "::" : ".0.");
        String mask = six ? "/64" : "/24";
        isEmulated = true;
        lab.link(wan, client.host(), server.host(), LINK);
        client.host().address(wan, net + "2" + mask);
        server.host().address(wan, net + "1" + mask);
        client.host().route("default via " + net + "1 dev " + wan + " metric " + 100 * links);
        String own = six ? "server=" + OUTSIDE6 : "";
        client.configure("wan-" + wan, "device=" + wan, "weight=20", "uploadMbit=20", "downloadMbit=20", own);
    }

    /** Joins two hosts by a network outside of the bond, numbers 1 and 2 of both prefixes, before {@link #start}. */
    void connect(String id, Namespace first, Namespace second, String net, String net6) throws IOException {
        isEmulated = true;
        lab.link(id, first, second, "delay=1ms");
        first.address(id, net + "1/24");
        first.address(id, net6 + "1/64");
        second.address(id, net + "2/24");
        second.address(id, net6 + "2/64");
    }

    private End end(String side, String id) throws IOException {
        Distribution unpacked = Distribution.unpack(Distribution.archive(root, side));
        lab.onClose(unpacked);
        return new End(id, lab.namespace(id), unpacked);
    }

    /** Starts all and waits until every link of every client carries traffic. */
    void start() throws IOException {
        emulate();
        server.launch();
        for (End client : clients) {
            client.launch();
        }
        for (End client : clients) {
            awaitUp(client);
        }
    }

    /** Lets packets pass the links, if there are some that are not cables; nothing of the product runs yet. */
    void emulate() throws IOException {
        if (isEmulated) {
            emulator = lab.startEmulator(SEED);
        }
    }

    /** Waits until every link of a client carries traffic and the server answers over IPv4 and IPv6. */
    void awaitUp(End client) throws LabException {
        Waiter.until("all links of " + client.id() + " to be up", UP_LIMIT, client::isUp);
        Waiter.until("an answer to " + client.id(), UP_LIMIT, () -> client.pings(INSIDE) && client.pings(INSIDE6));
    }

    /** Runs a program at one end until the class is done, and waits for its first line. */
    void serve(End end, Class<?> program, String... words) throws IOException {
        lab.onClose(Background.start(end.host(), Command.java(program, List.of(words)))
                .ready());
    }

    Lab lab() {
        return lab;
    }

    End server() {
        return server;
    }

    EmulatorProcess emulator() {
        return emulator;
    }

    @Override
    public void tell() {
        List<End> all = new ArrayList<>(clients);
        all.add(server);
        for (End end : all) {
            System.err.println("--- " + end.id() + ": " + end.problems());
            System.err.println(end.runtime().logTail());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        lab.close();
    }
}
