package org.multiwanbond.shell.bond;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.PathStatus;
import org.multiwanbond.api.status.SessionStatus;
import org.multiwanbond.shell.text.Table;
import org.multiwanbond.shell.text.Units;

/** The status for people: problems first, then the bond, its sessions, their paths. Thread-safe: stateless. */
final class StatusText {
    /** Beyond these a count says enough. */
    private static final int MOST_THREADS = 8;

    private StatusText() {}

    static List<String> lines(BondStatus status) {
        List<String> lines = new ArrayList<>();
        status.problems().forEach(problem -> lines.add("! " + Units.printable(problem)));
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(summary(status));
        if (!status.sessions().isEmpty()) {
            lines.add("");
            lines.addAll(sessions(status.sessions()).lines());
            lines.add("");
            lines.addAll(paths(status.sessions()).lines());
        }
        return lines;
    }

    private static List<String> summary(BondStatus status) {
        List<PathStatus> paths = status.sessions().stream()
                .flatMap(session -> session.paths().stream())
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("Bond      " + status.state() + " " + Units.duration(status.uptimeMs()) + ", role "
                + Units.orDash(status.role()) + ", mode " + Units.orDash(status.wantedMode()) + ", "
                + status.sessions().size() + " session(s)");
        lines.add("Tunnel    "
                + (status.tunnelDevice().isEmpty()
                        ? "no device"
                        : status.tunnelDevice() + ", MTU " + status.tunnelMtuBytes()));
        if (!status.listening().isEmpty()) {
            lines.add("Listening " + String.join(", ", status.listening()));
        }
        lines.add("Key       " + Units.orDash(status.publicKey()));
        lines.add("Traffic   "
                + Units.rate(
                        paths.stream().mapToLong(PathStatus::rxBitsPerSecond).sum()) + " down, "
                + Units.rate(
                        paths.stream().mapToLong(PathStatus::txBitsPerSecond).sum()) + " up");
        status.sessions().forEach(session -> lines.add("Recovery  " + recovery(session)));
        if (!status.drops().isEmpty()) {
            lines.add("Dropped   "
                    + status.drops().stream()
                            .map(drop -> drop.reason() + " " + drop.packets())
                            .collect(Collectors.joining(", ")));
        }
        if (!status.threads().isEmpty()) {
            lines.add("Threads   " + threads(status.threads()));
        }
        return lines;
    }

    private static String threads(List<String> names) {
        return names.size() <= MOST_THREADS
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_THREADS)) + " and " + (names.size() - MOST_THREADS) + " more";
    }

    private static String recovery(SessionStatus session) {
        SessionStatus.Recovery recovery = session.recovery();
        return session.peer() + ": " + recovery.resentUnits() + " sent again, " + recovery.lostUnits()
                + " lost for good, " + recovery.repairPackets() + " repair packets, " + recovery.repairedUnits()
                + " repaired; queue dropped " + recovery.droppedPackets() + ", marked " + recovery.markedPackets()
                + "; wait " + Units.time(recovery.waitNs()) + ", hold " + Units.time(recovery.holdNs());
    }

    private static Table sessions(List<SessionStatus> sessions) {
        Table table = new Table("Peer", "State", "For", "Cipher", "Epoch>", "Mode", "Addresses", "In>", "Out>", "Why");
        for (SessionStatus session : sessions) {
            table.row(
                    session.peer(),
                    session.state(),
                    Units.duration(session.stateSinceMs()),
                    Units.orDash(session.cipher()),
                    session.epoch(),
                    Units.orDash(session.mode()),
                    Units.orDash(String.join(", ", StatusJson.texts(session.addresses()))),
                    Units.bytes(session.innerRxBytes()),
                    Units.bytes(session.innerTxBytes()),
                    Units.orDash(session.reason()));
        }
        return table;
    }

    private static Table paths(List<SessionStatus> sessions) {
        Table table = new Table(
                "Peer",
                "Path",
                "State",
                "For",
                "Local",
                "Remote",
                "RTT>",
                "Delay>",
                "Queue>",
                "Loss>",
                "Down>",
                "Up>",
                "Capacity>",
                "Phase",
                "Why");
        for (SessionStatus session : sessions) {
            for (PathStatus path : session.paths()) {
                table.row(
                        session.peer(),
                        path.pathId() + " " + path.wan(),
                        StatusJson.word(path.state()),
                        Units.duration(path.stateSinceMs()),
                        path.local(),
                        path.remote(),
                        Units.time(path.rttNs()),
                        Units.time(path.delayNs()),
                        Units.time(path.queueNs()),
                        Units.percent(path.lossRatio()),
                        Units.rate(path.rxBitsPerSecond()),
                        Units.rate(path.txBitsPerSecond()),
                        Units.capacity(path.capacityBitsPerSecond()),
                        path.phase(),
                        Units.orDash(path.reason()));
            }
        }
        return table;
    }
}
