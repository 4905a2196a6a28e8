package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.bench.parts.Machine;
import org.multiwanbond.bench.parts.Progress;
import org.multiwanbond.bench.parts.Subject;
import org.multiwanbond.netlab.lab.Lab;
import org.multiwanbond.netlab.lab.LabException;

/** Tunnels side by side, of which one at a time carries something. Confined to one thread. */
final class Rig implements Subject {
    /** In each direction, before the first measurement, again and again: a JVM compiles what runs often. */
    private static final int WARM_UP_SECONDS = 3;

    /** Until a transfer carries no more than this times the one before it. */
    private static final double WARM = 1.2;

    private static final int MOST_WARM_UPS = 6;

    private final Path root;
    private final Progress progress;
    private final Map<Kind, Running> tunnels = new LinkedHashMap<>();
    private Optional<Lab> lab = Optional.empty();
    private int fields;

    Rig(Path root, Progress progress) {
        this.root = root;
        this.progress = progress;
    }

    /** What is to be installed before this can run; empty if nothing. */
    static String missing(Kind kind) {
        return switch (kind.product()) {
            case OURS -> "";
            case WIREGUARD ->
                Machine.has(WireGuardTunnel.binary()) && Machine.has("wg")
                        ? ""
                        : "wireguard-go is NOT INSTALLED: apt-get install wireguard-go wireguard-tools. ";
            case OPENVPN -> Machine.has("openvpn") ? "" : "OpenVPN is NOT INSTALLED: apt-get install openvpn. ";
        };
    }

    /** The same for several; says so aloud. */
    String missing(List<Kind> kinds) {
        StringBuilder missing = new StringBuilder();
        kinds.forEach(kind -> missing.append(missing(kind)));
        if (!missing.isEmpty()) {
            progress.say("  %s", missing);
        }
        return missing.toString();
    }

    /** Has exactly these tunnels running and warm; those that run already stay. */
    void use(List<Kind> kinds) throws IOException {
        for (Kind kind : new ArrayList<>(tunnels.keySet())) {
            if (!kinds.contains(kind) || !tunnels.get(kind).tunnel().isSound()) {
                end(kind);
            }
        }
        for (Kind kind : kinds) {
            if (!tunnels.containsKey(kind)) {
                progress.say("  starting %s", kind);
                Running running = running(start(kind), kind);
                warmUp(running);
            }
        }
    }

    /** Starts a tunnel of ours without warming it, in place of one of that name. */
    Running fresh(Kind kind) throws IOException {
        use(List.of());
        progress.say("  starting %s, cold", kind);
        OurTunnel tunnel = OurTunnel.prepare(lab(), root, field(kind), kind);
        tunnel.start();
        return running(tunnel, kind);
    }

    private Running running(Tunnel tunnel, Kind kind) throws IOException {
        Running running = Running.of(tunnel);
        lab().onClose(running);
        tunnels.put(kind, running);
        return running;
    }

    private Tunnel start(Kind kind) throws IOException {
        Field field = field(kind);
        return switch (kind.product()) {
            case OURS -> ours(field, kind);
            case WIREGUARD -> WireGuardTunnel.start(field, folder());
            case OPENVPN -> OpenVpnTunnel.start(field, folder());
        };
    }

    private Tunnel ours(Field field, Kind kind) throws IOException {
        OurTunnel tunnel = OurTunnel.prepare(lab(), root, field, kind);
        tunnel.start();
        tunnel.awaitMtu();
        return tunnel;
    }

    private void warmUp(Running running) throws IOException {
        double before = 0;
        double now = Double.MIN_VALUE;
        for (int i = 0; i < MOST_WARM_UPS && now > WARM * before; i++) {
            before = now;
            double up = running.transfers().tcp(Load.UP, WARM_UP_SECONDS).value(Sample.MBPS);
            double down = running.transfers().tcp(Load.DOWN, WARM_UP_SECONDS).value(Sample.MBPS);
            progress.say("  warming: up %.0f Mbit/s, down %.0f", up, down);
            now = Math.min(up, down);
        }
    }

    private Field field(Kind kind) throws IOException {
        return Field.in(lab(), "f" + ++fields, kind);
    }

    private Path folder() throws IOException {
        Path folder = Folders.create();
        lab().onClose(() -> Folders.delete(folder));
        return folder;
    }

    private Lab lab() throws IOException {
        if (lab.isEmpty()) {
            if (!Files.exists(Path.of("/dev/net/tun"))) {
                throw new LabException("There is no /dev/net/tun.");
            }
            lab = Optional.of(new Lab());
        }
        return lab.get();
    }

    /** A tunnel that runs. */
    Running tunnel(Kind kind) {
        return tunnels.get(kind);
    }

    Progress progress() {
        return progress;
    }

    private void end(Kind kind) throws IOException {
        tunnels.remove(kind).close();
    }

    @Override
    public void stop() {
        tunnels.clear();
        lab.ifPresent(Lab::close);
        lab = Optional.empty();
    }
}
