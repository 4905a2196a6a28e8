package org.multiwanbond.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.LinkType;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.DataUse;
import org.multiwanbond.api.status.Finding;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.status.PathStatus;
import org.multiwanbond.api.status.SessionStatus;

/** A bond of two sound links, fiber and lte, that a test worsens in one respect. Confined to one thread. */
final class Scene {
    static final long MS = 1_000_000L;
    static final long MBIT = 1_000_000L;

    final Link fiber = new Link(0, "fiber");
    final Link lte = new Link(1, "lte");
    final List<Link> links = new ArrayList<>(List.of(fiber, lte));
    final List<String> problems = new ArrayList<>();
    final List<Setup.Held> held = new ArrayList<>();
    String mode = "bonding";
    String fec = "off";
    boolean hasCodec;
    Machine machine = Machine.IDLE;
    int waitingPackets;
    long waitNs;
    long holdNs = 80 * MS;
    long resent;
    long lost;
    boolean hasSession = true;

    /** One link and its path. */
    static final class Link {
        final int pathId;
        final String wan;
        PathState state = PathState.ACTIVE;
        String reason = "";
        long stateSinceMs = 60_000;
        double lossRatio;
        long lostPackets;
        long sentPackets = 1_000;
        long receivedPackets = 1_000;
        long txBitsPerSecond;
        long capacityBitsPerSecond = 50 * MBIT;
        String phase = "cruise";
        long delayNs = 10 * MS;
        long jitterNs = MS;
        long queueNs = MS;
        int payloadBytes = 1_472;
        double uploadMbit;
        boolean paused;
        Optional<DataPlan> plan = Optional.empty();
        Optional<DataUse> dataUse = Optional.empty();
        boolean hasPath = true;

        Link(int pathId, String wan) {
            this.pathId = pathId;
            this.wan = wan;
        }

        PathStatus path(boolean later) {
            return new PathStatus(
                    pathId,
                    wan,
                    state,
                    reason,
                    stateSinceMs,
                    "192.0.2.1:40000",
                    "203.0.113.1:7000",
                    2 * delayNs,
                    MS,
                    lossRatio,
                    0,
                    0,
                    later ? sentPackets : 0,
                    later ? receivedPackets : 0,
                    txBitsPerSecond,
                    0,
                    payloadBytes,
                    capacityBitsPerSecond,
                    phase,
                    delayNs,
                    jitterNs,
                    queueNs,
                    later ? lostPackets : 0);
        }

        LinkStatus status() {
            WanSettings settings = new WanSettings(
                    wan,
                    wan,
                    Optional.of("eth" + pathId),
                    Optional.empty(),
                    LinkRole.PRIMARY,
                    0,
                    uploadMbit,
                    0,
                    LinkType.OTHER,
                    Optional.empty(),
                    plan);
            return new LinkStatus(settings, paused, "", List.of(), hasPath ? List.of(path(true)) : List.of(), dataUse);
        }
    }

    Watch watch() {
        return new Watch(status(false), status(true), machine, new Setup(fec, hasCodec, held));
    }

    private BondStatus status(boolean later) {
        List<PathStatus> paths = links.stream()
                .filter(link -> link.hasPath)
                .map(link -> link.path(later))
                .toList();
        List<SessionStatus> sessions = hasSession ? List.of(session(paths, later)) : List.of();
        return new BondStatus(
                "client",
                hasSession ? "up" : "down",
                problems,
                later ? 11_000 : 10_000,
                "mwb0",
                1_398,
                List.of(),
                "",
                sessions,
                links.stream().map(Link::status).toList(),
                List.of(),
                List.of(),
                mode,
                List.of(),
                List.of());
    }

    private SessionStatus session(List<PathStatus> paths, boolean later) {
        SessionStatus.Recovery recovery =
                new SessionStatus.Recovery(later ? resent : 0, later ? lost : 0, 0, 0, 0, 0, waitNs, holdNs);
        return new SessionStatus(
                "server",
                "established",
                "",
                1,
                "aes-256-gcm",
                1,
                mode,
                List.of(),
                paths,
                later ? 1_000 : 0,
                later ? 1_000 : 0,
                0,
                0,
                0,
                0,
                0,
                waitingPackets,
                recovery);
    }

    List<Finding> findings() {
        return Doctor.findings(watch());
    }
}
