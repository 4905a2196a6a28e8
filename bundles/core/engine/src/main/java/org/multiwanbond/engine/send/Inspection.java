package org.multiwanbond.engine.send;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.api.TrafficClass;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.FlowScore;
import org.multiwanbond.api.status.FlowStatus;
import org.multiwanbond.engine.queue.Unit;

/** A look inside a session's send side at one moment, and the hand that cuts a path for a drill. Confined to the send thread. */
public final class Inspection {
    private final TxPath[] paths;
    private final Outflow outflow;
    private final PathScores scores;
    private final long nowNs;

    Inspection(TxPath[] paths, UsablePaths usable, Outflow outflow, long nowNs) {
        this.paths = paths;
        this.outflow = outflow;
        this.scores = new PathScores(usable, nowNs);
        this.nowNs = nowNs;
    }

    /** For how long paths are still kept out of use though they may answer, by path id; only those that are. */
    public Map<Integer, Long> heldNs() {
        Map<Integer, Long> held = new HashMap<>();
        for (TxPath path : present()) {
            long leftNs = path.life().heldUntilNs() - nowNs;
            if (path.life().state() == PathState.DOWN && leftNs > 0) {
                held.put(path.id(), leftNs);
            }
        }
        return held;
    }

    /** Path ids of a link. */
    public List<Integer> pathsOf(String wan) {
        return present().stream()
                .filter(path -> path.wan().equals(wan))
                .map(TxPath::id)
                .toList();
    }

    /** Lets nothing leave on a path, or lets it leave again. */
    public void mute(int path, boolean muted) {
        paths[path].writer().muted(muted);
    }

    /** The flows that wait or are under way, with what each path would do for their next packet. */
    public List<FlowStatus> flows(String peer) {
        Map<FlowName, FlowTally> tallies = new LinkedHashMap<>();
        for (TxPath path : present()) {
            path.sent().visit(unit -> tally(tallies, unit).flies(path.id()));
        }
        outflow.queue().visit(flow -> tally(tallies, flow.first()).waits(flow.packets()));
        List<FlowStatus> flows = new ArrayList<>();
        tallies.forEach((name, tally) -> flows.add(status(peer, name, tally)));
        return flows;
    }

    private static FlowTally tally(Map<FlowName, FlowTally> tallies, Unit unit) {
        return tallies.computeIfAbsent(FlowName.of(unit.octets(), unit.lengthBytes()), name -> new FlowTally())
                .looksLike(unit);
    }

    private FlowStatus status(String peer, FlowName name, FlowTally tally) {
        List<FlowScore> all = present().stream()
                .map(path -> scores.of(path, tally.packetBytes(), tally.flying(path.id())))
                .sorted(Comparator.comparing(
                                (FlowScore score) -> !score.excluded().isEmpty())
                        .thenComparing(FlowScore::arrivalNs))
                .toList();
        return new FlowStatus(
                peer,
                name.protocol(),
                name.source(),
                name.target(),
                className(tally.trafficClass()),
                tally.packetBytes(),
                tally.waiting(),
                tally.flying(),
                all);
    }

    private static String className(int trafficClass) {
        return switch (trafficClass) {
            case TrafficClass.INTERACTIVE -> "interactive";
            case TrafficClass.REAL_TIME -> "real-time";
            case TrafficClass.STREAMING -> "streaming";
            case TrafficClass.BACKGROUND -> "background";
            default -> "bulk";
        };
    }

    private List<TxPath> present() {
        List<TxPath> present = new ArrayList<>();
        for (TxPath path : paths) {
            if (path != null && !path.isRemoved()) {
                present.add(path);
            }
        }
        return present;
    }
}
