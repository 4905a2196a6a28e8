package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Namespace;

/** WireGuard in user space, {@code wireguard-go}, over one cable. Confined to one thread. */
final class WireGuardTunnel extends DaemonTunnel {
    /** Names another binary than that on the path. */
    private static final String VARIABLE = "WIREGUARD_GO";

    private static final String NAME = "wireguard-go";

    private static final String SERVER_INSIDE = "10.99.0.1";
    private static final int PORT = 51_820;

    /** Where it takes its configuration, by the name of its device. */
    private static final Path SOCKETS = Path.of("/var/run/wireguard");

    private final List<String> devices;

    private WireGuardTunnel(Field field, Path folder, List<String> devices, Ends ends) {
        super(field, folder, ends);
        this.devices = devices;
    }

    static String binary() {
        return System.getenv().getOrDefault(VARIABLE, NAME);
    }

    /** As {@code wireguard-go v0.0.20220316}, or that there is none. */
    static String version() {
        try {
            return Command.of(binary(), "--version")
                    .run()
                    .out()
                    .lines()
                    .findFirst()
                    .orElse(binary());
        } catch (IOException e) {
            return "none";
        }
    }

    /** Where the binary is from: the version of its Debian package if it is of one. */
    static String origin() {
        String named = System.getenv(VARIABLE);
        if (named == null) {
            return Origin.installed(NAME).orElse("on the path");
        }
        return "named by `" + VARIABLE + "`, "
                + Origin.unpacked(Path.of(named), NAME).orElse("of no Debian package");
    }

    /** Starts both ends, each knowing the other. */
    static WireGuardTunnel start(Field field, Path folder) throws IOException {
        String id = Long.toString(System.nanoTime() % 1_000_000_000, Character.MAX_RADIX);
        String clientDevice = "wgc" + id;
        String serverDevice = "wgs" + id;
        String clientKey = key();
        String serverKey = key();
        Daemon server = daemon(field.server(), folder, serverDevice);
        try {
            Daemon client = daemon(field.client(), folder, clientDevice);
            WireGuardTunnel tunnel = new WireGuardTunnel(
                    field, folder, List.of(clientDevice, serverDevice), new Ends(client, server, SERVER_INSIDE));
            String toServer = "Endpoint = " + Field.SERVER_OUTSIDE + ":" + PORT + "\n";
            set(
                    field.server(),
                    folder,
                    serverDevice,
                    "ListenPort = " + PORT,
                    serverKey,
                    peer(clientKey, "10.99.0.2", ""));
            set(field.client(), folder, clientDevice, "", clientKey, peer(serverKey, SERVER_INSIDE, toServer));
            up(field.server(), serverDevice, SERVER_INSIDE);
            up(field.client(), clientDevice, "10.99.0.2");
            return tunnel;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static Daemon daemon(Namespace namespace, Path folder, String device) throws IOException {
        Path log = folder.resolve(device + ".log");
        return Daemon.start(namespace, log, List.of(binary(), "-f", device))
                .until(
                        device,
                        () -> Files.exists(SOCKETS.resolve(device + ".sock"))
                                && namespace.ip("link show " + device).succeeded());
    }

    private static String key() throws IOException {
        return Command.of("wg", "genkey").run().orThrow().out().strip();
    }

    private static String peer(String privateKey, String inside, String more) throws IOException {
        String line = "echo " + privateKey + " | wg pubkey";
        String publicKey = Command.of("sh", "-c", line).run().orThrow().out().strip();
        return "[Peer]\nPublicKey = " + publicKey + "\nAllowedIPs = " + inside + "/32\n" + more;
    }

    private static void set(
            Namespace namespace, Path folder, String device, String line, String privateKey, String peer)
            throws IOException {
        Path file = folder.resolve(device + ".conf");
        Files.writeString(file, "[Interface]\nPrivateKey = " + privateKey + "\n" + line + "\n" + peer);
        namespace.exec("wg", "setconf", device, file.toString());
    }

    private static void up(Namespace namespace, String device, String inside) throws IOException {
        namespace.address(device, inside + "/24");
        namespace.ip("link set " + device + " mtu 1420 up");
    }

    @Override
    public String testimony() {
        return version();
    }

    @Override
    public void close() throws IOException {
        super.close();
        for (String device : devices) {
            Files.deleteIfExists(SOCKETS.resolve(device + ".sock"));
        }
    }
}
