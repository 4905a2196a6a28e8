package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.cipher.CipherSuite;
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
import org.multiwanbond.api.event.BondEvent;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.balancer.bonding.Bonding;
import org.multiwanbond.balancer.roundrobin.RoundRobin;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;
import org.multiwanbond.cipher.chacha20.ChaCha20Poly1305;
import org.multiwanbond.engine.registry.Plugins;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.registry.Suites;
import org.multiwanbond.netlab.link.LinkSettings;
import org.multiwanbond.netlab.sim.SimClock;
import org.multiwanbond.netlab.sim.SimHost;
import org.multiwanbond.netlab.sim.SimLink;
import org.multiwanbond.netlab.sim.SimLoop;
import org.multiwanbond.netlab.sim.SimNetwork;
import org.multiwanbond.netlab.sim.SimTunnel;
import org.multiwanbond.netlab.sim.SimTunnels;

/** Two whole engines on a simulated network with three links, run in one thread. */
final class SimBond {
    static final String SERVER_ADDRESS = "203.0.113.1";
    static final long MS = 1_000_000L;
    private static final long SEED = 20_261;

    final SimNetwork network;
    final SimLoop loop;
    final List<SimLink> links = new ArrayList<>();
    final List<BondEvent> events = new ArrayList<>();
    final SimTunnels clientTunnels = new SimTunnels();
    final SimTunnels serverTunnels = new SimTunnels();
    final Plugins clientPlugins = Plugins.none();
    final Plugins serverPlugins = Plugins.none();
    final Engine client;
    Engine server;
    private final SimHost clientHost;
    private final SimHost serverHost;
    private final Path state;
    private long epochMs = 1_790_000_000_000L;

    SimBond(Path state, long seed, String... linkTexts) {
        this.state = state;
        network = new SimNetwork(new SimClock(1_000_000_000L), seed);
        clientHost = network.host("client");
        serverHost = network.host("server");
        for (int i = 0; i < linkTexts.length; i++) {
            links.add(network.connect(
                    "wan" + i,
                    clientHost.at("192.0.2." + (i + 1)),
                    serverHost.at(SERVER_ADDRESS),
                    LinkSettings.parse(linkTexts[i])));
        }
        install(clientPlugins, clientHost, clientTunnels);
        install(serverPlugins, serverHost, serverTunnels);
        client = new Engine(host(seed, "client"), clientPlugins);
        server = new Engine(host(seed + 1, "server"), serverPlugins);
        loop = new SimLoop(network).add(client::act).add(now -> server.act(now));
    }

    /** A bond with all its paths in use. */
    static SimBond established(Path state, String... linkTexts) {
        System.out.println("seed=" + SEED);
        SimBond bond = new SimBond(state, SEED, linkTexts);
        bond.start();
        for (int i = 0; i < 200 && !bond.isUp(linkTexts.length); i++) {
            bond.loop.runFor(MS * 20);
        }
        assertThat(bond.isUp(linkTexts.length))
                .as(bond.status(bond.client).toString())
                .isTrue();
        return bond;
    }

    private static void install(Plugins plugins, SimHost host, SimTunnels tunnels) {
        plugins.transports().add(new Ranked<>(host, "sim", 0, 1, "sim"));
        plugins.tunnels().add(new Ranked<>(tunnels, "sim", 0, 2, "sim"));
        addMode(plugins, new Bonding(), "bonding", 3);
        addMode(plugins, new RoundRobin(), "round-robin", 4);
        addSuite(plugins, new Aes256Gcm(), "aes-256-gcm", 1, 5);
        addSuite(plugins, new ChaCha20Poly1305(), "chacha20-poly1305", 2, 6);
    }

    static void addMode(Plugins plugins, BalancerFactory factory, String mode, long id) {
        plugins.balancers().add(new Ranked<>(factory, mode, 0, id, mode));
    }

    static void addSuite(Plugins plugins, CipherSuite suite, String name, int number, long id) {
        plugins.suites().services().add(new Ranked<>(new Suites.SuitePlugin(suite, number), name, 0, id, name));
    }

    private EngineHost host(long seed, String name) {
        return new EngineHost(
                () -> network.clock().nowNs(),
                () -> epochMs + network.clock().nowNs() / MS,
                random(seed),
                state.resolve(name),
                text -> CompletableFuture.completedFuture(List.of(Addresses.parse(text))),
                events::add,
                tunnel -> {},
                List::of);
    }

    private static SecureRandom random(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    void start() {
        server.devices(List.of(device("eth0", SERVER_ADDRESS)));
        server.settings(serverSettings());
        client.devices(clientDevices());
        client.settings(clientSettings());
    }

    /** Moves the calendar alone. */
    void daysPass(int days) {
        epochMs += 86_400_000L * days;
    }

    /** A server that lost all it knew but its files. */
    void restartServer() {
        links.forEach(SimLink::cut);
        server.stop();
        loop.runFor(MS * 200);
        links.forEach(SimLink::restore);
        server = new Engine(host(77, "server"), serverPlugins);
        server.devices(List.of(device("eth0", SERVER_ADDRESS)));
        server.settings(serverSettings());
        loop.runFor(MS * 10);
    }

    List<NetworkDevice> clientDevices() {
        List<NetworkDevice> devices = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            devices.add(device("eth" + i, "192.0.2." + (i + 1)));
        }
        return devices;
    }

    private static NetworkDevice device(String name, String address) {
        return new NetworkDevice(name, 2, true, 1_500, List.of(Prefix.parse(address + "/24")));
    }

    private static Key32 key(int octet) {
        byte[] octets = new byte[Key32.BYTES];
        java.util.Arrays.fill(octets, (byte) octet);
        return new Key32(octets);
    }

    private static BondSettings bond(Role role, Optional<HostPort> server, Optional<Key32> peer) {
        List<HostPort> listen = role == Role.SERVER ? List.of(HostPort.parse("0.0.0.0:7000")) : List.of();
        return new BondSettings(
                role,
                "bonding",
                List.of("aes-256-gcm", "chacha20-poly1305"),
                listen,
                server,
                peer,
                0,
                "off",
                true,
                ThreadPlan.AUTO,
                0);
    }

    Settings serverSettings() {
        PeerSettings peer = new PeerSettings(
                "van",
                PublicKeys.of(key(0x11)),
                key(0),
                List.of(Prefix.parse("10.99.0.2/32"), Prefix.parse("fd99::2")),
                List.of());
        return new Settings(
                bond(Role.SERVER, Optional.empty(), Optional.empty()),
                new Identity(key(0x22), key(0)),
                List.of(),
                List.of(peer),
                tunnel(List.of(Prefix.parse("10.99.0.1/24"), Prefix.parse("fd99::1/64"))));
    }

    Settings clientSettings() {
        List<WanSettings> wans = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            InetAddress local = Addresses.parse("192.0.2." + (i + 1));
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
                bond(
                        Role.CLIENT,
                        Optional.of(new HostPort(SERVER_ADDRESS, 7000)),
                        Optional.of(PublicKeys.of(key(0x22)))),
                new Identity(key(0x11), key(0)),
                wans,
                List.of(),
                tunnel(List.of()));
    }

    private static TunnelSettings tunnel(List<Prefix> addresses) {
        return new TunnelSettings("mwb0", addresses, List.of(), false, false, List.of(), false);
    }

    BondStatus status(Engine engine) {
        CompletableFuture<BondStatus> status = engine.status();
        loop.runUntil(status::isDone, 1_000 * MS);
        return status.join();
    }

    SimTunnel clientTunnel() {
        return clientTunnels.find("mwb0").orElseThrow();
    }

    SimTunnel serverTunnel() {
        return serverTunnels.find("mwb0").orElseThrow();
    }

    /** Whether the client's session runs over this many paths. */
    boolean isUp(int paths) {
        BondStatus status = status(client);
        return status.sessions().size() == 1
                && status.sessions().get(0).paths().stream()
                                .filter(path -> path.state() == org.multiwanbond.api.path.PathState.ACTIVE)
                                .count()
                        == paths
                && clientTunnels.find("mwb0").isPresent();
    }
}
