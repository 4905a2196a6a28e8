package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.multiwanbond.api.config.BondSettings;
import org.multiwanbond.api.config.Identity;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.LinkType;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.ThreadPlan;
import org.multiwanbond.api.config.TunnelSettings;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.balancer.roundrobin.RoundRobin;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;
import org.multiwanbond.cipher.chacha20.ChaCha20Poly1305;
import org.multiwanbond.engine.registry.Plugins;
import org.multiwanbond.engine.registry.Ranked;

/** A server and some clients with two links each, all with their real threads, in one process. */
final class RealBond implements AutoCloseable {
    private static final String SERVER_ADDRESS = "203.0.113.1";
    private static final int LINKS = 2;
    private static final long PATIENCE_NS = 60_000_000_000L;

    final ThreadTunnels serverHost;
    final Plugins serverPlugins = Plugins.none();
    final Engine server;
    final List<Client> clients = new ArrayList<>();
    private final List<Thread> controls = new ArrayList<>();
    private final ThreadNet net;

    /** One client, its host and its plugins. */
    record Client(Engine engine, ThreadTunnels host, Plugins plugins, int number) {
        String address() {
            return "10.99.0." + (2 + number);
        }
    }

    RealBond(Path state, ThreadNet net, int serverQueues, int clientCount) {
        this.net = net;
        serverHost = new ThreadTunnels(serverQueues);
        install(serverPlugins, serverHost);
        server = new Engine(host(state.resolve("server")), serverPlugins);
        for (int i = 0; i < clientCount; i++) {
            ThreadTunnels host = new ThreadTunnels(1);
            Plugins plugins = Plugins.none();
            install(plugins, host);
            clients.add(new Client(new Engine(host(state.resolve("client" + i)), plugins), host, plugins, i));
        }
    }

    private void install(Plugins plugins, ThreadTunnels host) {
        addTransport(plugins, 1);
        plugins.tunnels().add(new Ranked<>(host, "threads", 0, 2, "threads"));
        SimBond.addMode(plugins, new RoundRobin(), "round-robin", 4);
        SimBond.addSuite(plugins, new Aes256Gcm(), "aes-256-gcm", 1, 5);
        SimBond.addSuite(plugins, new ChaCha20Poly1305(), "chacha20-poly1305", 2, 6);
    }

    void addTransport(Plugins plugins, long id) {
        plugins.transports().add(new Ranked<>(net, "threads", 0, id, "threads"));
    }

    private static EngineHost host(Path state) {
        return new EngineHost(
                System::nanoTime,
                System::currentTimeMillis,
                new SecureRandom(),
                state,
                text -> CompletableFuture.completedFuture(List.of(Addresses.parse(text))),
                event -> {},
                tunnel -> {},
                List::of);
    }

    /** Starts everything; returns when all paths of all clients are in use. */
    RealBond start(ThreadPlan serverPlan, ThreadPlan clientPlan) {
        run("server", server);
        server.devices(List.of(device("eth0", SERVER_ADDRESS)));
        server.settings(serverSettings(serverPlan));
        await("server tunnel", () -> !status(server).tunnelDevice().isEmpty());
        for (Client client : clients) {
            run("client" + client.number, client.engine);
            client.engine.devices(devices(client));
            client.engine.settings(clientSettings(client, clientPlan));
        }
        awaitPaths();
        return this;
    }

    void awaitPaths() {
        for (Client client : clients) {
            await(
                    "paths of client " + client.number,
                    () -> !status(client.engine).tunnelDevice().isEmpty()
                            && status(client.engine).sessions().stream()
                                            .flatMap(session -> session.paths().stream())
                                            .filter(path -> path.state() == PathState.ACTIVE)
                                            .count()
                                    == LINKS);
        }
    }

    private void run(String name, Engine engine) {
        Thread thread = new Thread(engine::run, "test-control-" + name);
        controls.add(thread);
        thread.start();
    }

    static void await(String what, BooleanSupplier condition) {
        long endNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - endNs).as(what).isNegative();
            LockSupport.parkNanos(200_000);
        }
    }

    BondStatus status(Engine engine) {
        return done(engine.status());
    }

    static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        clients.forEach(client -> client.engine.stop());
        server.stop();
        await("end of all threads", () -> controls.stream().noneMatch(Thread::isAlive));
    }

    private static NetworkDevice device(String name, String address) {
        return new NetworkDevice(name, 2, true, 1_500, List.of(Prefix.parse(address + "/24")));
    }

    private static List<NetworkDevice> devices(Client client) {
        List<NetworkDevice> devices = new ArrayList<>();
        for (int i = 0; i < LINKS; i++) {
            devices.add(device("eth" + i, link(client, i)));
        }
        return devices;
    }

    private static String link(Client client, int link) {
        return "192.0.2." + (1 + LINKS * client.number + link);
    }

    private static Key32 key(int octet) {
        byte[] octets = new byte[Key32.BYTES];
        Arrays.fill(octets, (byte) octet);
        return new Key32(octets);
    }

    private static Key32 clientKey(int number) {
        return key(0x11 + number);
    }

    private static BondSettings bond(Role role, ThreadPlan threads) {
        boolean serves = role == Role.SERVER;
        return new BondSettings(
                role,
                "round-robin",
                List.of("aes-256-gcm", "chacha20-poly1305"),
                serves ? List.of(HostPort.parse("0.0.0.0:7000")) : List.of(),
                serves ? Optional.empty() : Optional.of(new HostPort(SERVER_ADDRESS, 7000)),
                serves ? Optional.empty() : Optional.of(PublicKeys.of(key(0x77))),
                0,
                "off",
                true,
                threads,
                0);
    }

    Settings serverSettings(ThreadPlan threads) {
        List<PeerSettings> peers = new ArrayList<>();
        for (Client client : clients) {
            peers.add(new PeerSettings(
                    "van" + client.number,
                    PublicKeys.of(clientKey(client.number)),
                    key(0),
                    List.of(Prefix.parse(client.address() + "/32")),
                    List.of()));
        }
        return new Settings(
                bond(Role.SERVER, threads),
                new Identity(key(0x77), key(0)),
                List.of(),
                peers,
                tunnel(List.of(Prefix.parse("10.99.0.1/24"))));
    }

    Settings clientSettings(Client client, ThreadPlan threads) {
        List<WanSettings> wans = new ArrayList<>();
        for (int i = 0; i < LINKS; i++) {
            InetAddress local = Addresses.parse(link(client, i));
            wans.add(new WanSettings(
                    "wan" + i,
                    "wan" + i,
                    Optional.empty(),
                    Optional.of(local),
                    LinkRole.PRIMARY,
                    0,
                    0,
                    0,
                    LinkType.OTHER,
                    Optional.empty(),
                    Optional.empty()));
        }
        return new Settings(
                bond(Role.CLIENT, threads),
                new Identity(clientKey(client.number), key(0)),
                wans,
                List.of(),
                tunnel(List.of()));
    }

    private static TunnelSettings tunnel(List<Prefix> addresses) {
        return new TunnelSettings("mwb0", addresses, List.of(), false, false, List.of(), false);
    }
}
