package org.multiwanbond.engine.explain;

import java.util.List;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.PathStatus;
import org.multiwanbond.api.status.SessionStatus;

/**
 * One session at two moments. Thread-safe: immutable.
 *
 * @param before at the first
 * @param now at the second
 * @param setup what the status does not say
 */
record SessionWatch(SessionStatus before, SessionStatus now, Setup setup) {
    List<PathWatch> paths() {
        return now.paths().stream()
                .map(path -> new PathWatch(earlier(path), path, setup.heldNs(now.peer(), path.pathId())))
                .toList();
    }

    private PathStatus earlier(PathStatus path) {
        return before.paths().stream()
                .filter(old -> old.pathId() == path.pathId() && old.txPackets() <= path.txPackets())
                .findFirst()
                .orElse(path);
    }

    /** Paths that carry data: ACTIVE ones, else STANDBY ones. */
    List<PathWatch> used() {
        List<PathWatch> active = in(PathState.ACTIVE);
        return active.isEmpty() ? in(PathState.STANDBY) : active;
    }

    private List<PathWatch> in(PathState state) {
        return paths().stream().filter(path -> path.now().state() == state).toList();
    }

    /** The used path with the least known delay, else the first; there must be one. */
    PathWatch soonest() {
        List<PathWatch> used = used();
        return used.stream()
                .filter(path -> path.now().delayNs() > 0)
                .min((a, b) -> Long.compare(a.now().delayNs(), b.now().delayNs()))
                .orElseGet(() -> used.get(0));
    }

    long sentBitsPerSecond() {
        return used().stream().mapToLong(path -> path.now().txBitsPerSecond()).sum();
    }

    long capacityBitsPerSecond() {
        return used().stream()
                .mapToLong(path -> path.now().capacityBitsPerSecond())
                .sum();
    }

    /** Whether the capacity of each used path is known. */
    boolean isCapacityKnown() {
        return !used().isEmpty() && used().stream().allMatch(path -> path.now().capacityBitsPerSecond() > 0);
    }

    long sentPackets() {
        return now.innerTxPackets() - before.innerTxPackets();
    }

    long receivedPackets() {
        return now.innerRxPackets() - before.innerRxPackets();
    }

    long resentUnits() {
        return now.recovery().resentUnits() - before.recovery().resentUnits();
    }

    long lostUnits() {
        return now.recovery().lostUnits() - before.recovery().lostUnits();
    }

    long repairPackets() {
        return now.recovery().repairPackets() - before.recovery().repairPackets();
    }

    /** Packets sent again per packet sent, 0 if none was sent. */
    double resentRatio() {
        return sentPackets() <= 0 ? 0 : (double) resentUnits() / sentPackets();
    }
}
