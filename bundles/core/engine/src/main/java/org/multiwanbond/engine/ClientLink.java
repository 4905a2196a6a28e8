package org.multiwanbond.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.engine.send.PathPlan;

/** One configured link of a client: its socket, the server as it reaches it, and what is wrong. Confined to the control thread. */
final class ClientLink {
    private static final int NONE = -1;
    /** Between two attempts to open a socket the system refused. */
    private static final long RETRY_NS = 1_000_000_000L;

    private static final long MEGABIT = 1_000_000L;

    private final Carrier carrier;
    private WanSettings settings;
    private Optional<Endpoint> server = Optional.empty();
    private String problem = "";
    private boolean paused;
    private boolean spent;
    private int socket = NONE;
    private int pathId = NONE;
    private long retryNs = Long.MIN_VALUE;

    ClientLink(WanSettings settings, Carrier carrier) {
        this.settings = settings;
        this.carrier = carrier;
    }

    /** Opens the socket if that is possible now; answers whether it was opened by this call. */
    boolean open(List<InetAddress> servers, int port, List<NetworkDevice> devices, long nowNs) {
        if (socket != NONE || !isWanted() || nowNs < retryNs || servers.isEmpty()) {
            return false;
        }
        Optional<InetAddress> target =
                servers.stream().filter(address -> hasFamily(address, devices)).findFirst();
        problem = target.isPresent() ? deviceProblem(devices) : familyProblem(servers);
        if (!problem.isEmpty() || !carrier.isReady()) {
            return false;
        }
        Endpoint to = Endpoint.of(new InetSocketAddress(target.get(), port));
        try {
            InetAddress any = Addresses.parse(to.isIpv6() ? "::" : "0.0.0.0");
            InetSocketAddress local =
                    new InetSocketAddress(settings.localAddress().orElse(any), 0);
            socket = carrier.open(
                    new SocketSettings(settings.id(), local, settings.device(), SocketSettings.TUNNEL_MARK));
            server = Optional.of(to);
            return true;
        } catch (IOException e) {
            retryNs = nowNs + RETRY_NS;
            problem = "Link " + settings.id() + ": " + e.getMessage();
            return false;
        }
    }

    /** Whether the link can be used at all, by its devices and addresses as they are now. */
    boolean isAlive(List<NetworkDevice> devices) {
        return deviceProblem(devices).isEmpty();
    }

    private String deviceProblem(List<NetworkDevice> devices) {
        String id = "Link " + settings.id() + ": ";
        Optional<NetworkDevice> device = settings.device().flatMap(name -> named(name, devices));
        if (settings.device().isPresent() && device.isEmpty()) {
            return id + "device " + settings.device().get() + " does not exist.";
        }
        if (device.isPresent() && !device.get().up()) {
            return id + "device " + device.get().name() + " is down.";
        }
        if (device.isPresent() && device.get().addresses().stream().noneMatch(ClientLink::isUsable)) {
            return id + "device " + device.get().name() + " has no address.";
        }
        Optional<InetAddress> local = settings.localAddress();
        if (local.isPresent() && devices.stream().noneMatch(one -> has(one, local.get()))) {
            return id + "no device has the address " + local.get().getHostAddress() + ".";
        }
        return "";
    }

    private static Optional<NetworkDevice> named(String name, List<NetworkDevice> devices) {
        return devices.stream().filter(device -> device.name().equals(name)).findFirst();
    }

    private static boolean has(NetworkDevice device, InetAddress address) {
        return device.addresses().stream().anyMatch(prefix -> prefix.address().equals(address));
    }

    private static boolean isUsable(Prefix prefix) {
        return !prefix.address().isLinkLocalAddress();
    }

    private boolean hasFamily(InetAddress target, List<NetworkDevice> devices) {
        int bytes = target.getAddress().length;
        if (settings.localAddress().isPresent()) {
            return settings.localAddress().get().getAddress().length == bytes;
        }
        Optional<NetworkDevice> device = settings.device().flatMap(name -> named(name, devices));
        return device.isEmpty()
                || device.get().addresses().stream()
                        .anyMatch(prefix -> isUsable(prefix) && prefix.address().getAddress().length == bytes);
    }

    private String familyProblem(List<InetAddress> servers) {
        String family = servers.get(0).getAddress().length == Addresses.IPV6_BYTES ? "IPv6" : "IPv4";
        return "Link " + settings.id() + ": the server is reached by " + family + ", and this link has no " + family
                + " address.";
    }

    /** Closes the socket and says why; empty for no reason. */
    void shut(String why) {
        if (socket != NONE) {
            carrier.shut(socket);
        }
        forgetSocket();
        problem = why;
    }

    /** The socket is gone with its transport. */
    void forgetSocket() {
        socket = NONE;
        server = Optional.empty();
    }

    boolean isWanted() {
        return !paused && settings.role() != LinkRole.OFF;
    }

    boolean isOpen() {
        return socket != NONE;
    }

    /** The path this link becomes. */
    PathPlan plan() {
        long up = (long) (settings.uploadMbit() * MEGABIT);
        long down = (long) (settings.downloadMbit() * MEGABIT);
        int priority = Math.max(settings.role().ordinal(), spent ? PathPlan.BACKUP : 0);
        return new PathPlan(pathId, settings.id(), settings.weight(), priority, socket, up, down);
    }

    WanSettings settings() {
        return settings;
    }

    void settings(WanSettings newSettings) {
        settings = newSettings;
    }

    /** The server as this link reaches it; there is one while the socket is open. */
    Endpoint server() {
        return server.get();
    }

    String problem() {
        return problem;
    }

    void problem(String why) {
        problem = why;
    }

    boolean isPaused() {
        return paused;
    }

    void paused(boolean isPaused) {
        paused = isPaused;
    }

    /** Makes it a backup because its data plan is used up, or what it is configured as; answers whether that is news. */
    boolean spent(boolean isSpent) {
        boolean news = spent != isSpent;
        spent = isSpent;
        return news;
    }

    int socket() {
        return socket;
    }

    int pathId() {
        return pathId;
    }

    boolean hasPath() {
        return pathId != NONE;
    }

    void pathId(int id) {
        pathId = id;
    }

    void forgetPath() {
        pathId = NONE;
    }
}
