package org.multiwanbond.engine.send;

import java.util.Optional;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.engine.path.MtuSearch;
import org.multiwanbond.engine.path.PathLife;
import org.multiwanbond.wire.control.ControlWriter;
import org.multiwanbond.wire.control.PathAdd;
import org.multiwanbond.wire.control.PathRemove;
import org.multiwanbond.wire.control.PathStatus;

/** Keeps the paths of a session alive: probes, challenges, sizes, and what the peer says of them. Confined to the send thread. */
@HotPath
final class PathTender {
    private static final long US = 1_000L;
    /** Protocol §7 PATH_STATUS: 4 is down. */
    private static final int STATUS_DOWN = 4;

    private static final int PROBE_BODY_BYTES = 12;
    private static final int NONE = -1;
    private static final int FRAME_PREFIX_BYTES = 3;

    private final SessionSender session;
    private final SenderEvents events;
    private int nextProbe;

    PathTender(SessionSender session, SenderEvents events) {
        this.session = session;
        this.events = events;
    }

    /** Lets time pass on one path; answers when to call again. */
    long tick(TxPath path, boolean sessionBusy, long nowNs) {
        if (sessionBusy) {
            path.life().busy(nowNs);
        }
        path.rate().sample(path.writer().counters().get(PathWriter.BYTES), nowNs);
        path.capacity().tick(nowNs);
        int actions = path.life().tick(nowNs);
        if ((actions & PathLife.SUSPECTED) != 0) {
            path.sent().doubt();
        }
        if ((actions & PathLife.LOST) != 0) {
            lost(path, nowNs);
        }
        if ((actions & PathLife.PROBE) != 0 && path.writer().isReady()) {
            probe(path, nowNs);
        }
        if ((actions & PathLife.CHALLENGE) != 0) {
            challengeAgain(path, nowNs);
        }
        report(path);
        sendTrain(path, nowNs);
        return Math.min(path.life().dueNs(), searchMtu(path, nowNs));
    }

    /** Sends packets back to back, from which the link's rate is read, when the estimate asks for it. */
    private void sendTrain(TxPath path, long nowNs) {
        // A smaller size has to be found first: a train clears what was noticed of sizes.
        boolean ready = path.isIn(PathState.ACTIVE) && !path.sent().sizes().hasShrunk();
        if (!ready || !path.capacity().wantsTrain(session.trafficWaitsFor(path, nowNs), nowNs)) {
            return;
        }
        int payload = path.mtu().payloadBytes() - SessionSender.CONTROL_OVERHEAD_BYTES;
        int packets = path.capacity().trainPackets();
        for (int i = 0; i < packets; i++) {
            ControlWriter writer = session.openControl(path, payload);
            writer.keepalive();
            writer.padTo(payload);
            session.closeControl(path, writer, true, nowNs);
        }
        path.writer().flush();
        int octets = packets * (path.mtu().payloadBytes() + path.writer().outerBytes());
        path.capacity().trainSent(path.sent().next() - 1, path.roundTrip().leastNs(), nowNs);
        // A short queue drops the end of a train, which says nothing of the size the path carries.
        path.sent().sizes().forget(path.sent().next());
        path.pacer().reset(nowNs);
        path.pacer().pay(path.capacity().limitNs(octets), nowNs);
    }

    private void report(TxPath path) {
        if (path.reports(path.life().state())) {
            events.pathChanged(
                    session, path.id(), path.life().state(), path.life().reason());
        }
    }

    private void lost(TxPath path, long nowNs) {
        path.sent().abandon();
        if (!session.holdsDown()) {
            path.life().endHold();
        }
        session.send(new PathStatus(path.id(), STATUS_DOWN, 0), nowNs);
    }

    private void probe(TxPath path, long nowNs) {
        ControlWriter writer = session.openControl(path);
        writer.probe(nextProbe++, nowNs / US, PROBE_BODY_BYTES);
        session.closeControl(path, writer, true, nowNs);
        path.life().probeSent(nowNs);
    }

    /** Probes for a larger size if it is time; answers when it is next. */
    private long searchMtu(TxPath path, long nowNs) {
        boolean validated =
                path.life().state() == PathState.ACTIVE || path.life().state() == PathState.STANDBY;
        if (!validated || !path.writer().isReady()) {
            return Long.MAX_VALUE;
        }
        if (path.sent().sizes().hasShrunk()) {
            path.measureSize(nowNs);
            path.sent().forgetLosses();
        }
        long gapNs = path.roundTrip().ptoNs();
        for (int size = path.mtu().probeNow(nowNs, gapNs);
                size > 0;
                size = path.mtu().probeNow(nowNs, gapNs)) {
            int payload = size - SessionSender.CONTROL_OVERHEAD_BYTES;
            path.writer().flush();
            ControlWriter writer = session.openControl(path, payload);
            writer.mtuProbe(path.mtu().id(), payload - FRAME_PREFIX_BYTES);
            // A probe that is lost says nothing about the path's health: it is not to be acknowledged as data is.
            session.closeControl(path, writer, false, nowNs);
            path.writer().flush();
        }
        return path.mtu().dueNs();
    }

    /** Asks at the path's address; where it has none yet, where it was asked before, as far as that may be. */
    private void challengeAgain(TxPath path, long nowNs) {
        if (path.writer().isReady()) {
            challenge(path, path.writer().socket(), path.writer().to().get(), nowNs);
        } else if (path.mayChallengeAgain()) {
            challenge(path, path.challengedSocket(), path.challengedEndpoint(), nowNs);
        }
    }

    /** Asks whether the peer is reachable there. */
    void challenge(TxPath path, int socket, Endpoint at, long nowNs) {
        long token = path.challenge(socket, at, session.randomToken());
        path.writer().flush();
        ControlWriter writer = openPadded(path);
        writer.pathChallenge(token);
        sendPadded(path, writer, socket, at, nowNs);
    }

    /** Answers a challenge where it came from. */
    void answer(TxPath path, long token, int socket, Endpoint at, long nowNs) {
        path.writer().flush();
        ControlWriter writer = openPadded(path);
        writer.pathResponse(token);
        sendPadded(path, writer, socket, at, nowNs);
    }

    private ControlWriter openPadded(TxPath path) {
        return session.openControl(path, MtuSearch.LEAST_BYTES - SessionSender.CONTROL_OVERHEAD_BYTES);
    }

    private void sendPadded(TxPath path, ControlWriter writer, int socket, Endpoint at, long nowNs) {
        writer.padTo(MtuSearch.LEAST_BYTES - SessionSender.CONTROL_OVERHEAD_BYTES);
        session.closeControl(path, writer, false, nowNs);
        path.writer().flushTo(socket, at);
    }

    /** The peer asks whether it reaches us at the address the packet came from. */
    void challenged(TxPath path, long token, int socket, Endpoint from, long nowNs) {
        answer(path, token, socket, from, nowNs);
        boolean known = path.writer().to().isPresent()
                && path.writer().to().get().matches(from.high(), from.low(), from.port());
        boolean proved =
                path.life().state() != PathState.VALIDATING && path.life().state() != PathState.NEW;
        if (!session.settings().initiator() && !(known && proved)) {
            challenge(path, socket, from, nowNs);
            path.creditOneChallenge();
        }
    }

    /** The peer answered a challenge. */
    void responded(TxPath path, long token, long nowNs) {
        if (!path.isChallengedBy(token)) {
            return;
        }
        Endpoint at = path.challengedEndpoint();
        boolean moved = !path.writer().to().equals(Optional.of(at));
        if (moved || path.life().state() == PathState.VALIDATING) {
            path.measureSize(nowNs);
        }
        path.writer().address(path.challengedSocket(), at);
        path.challengeMet();
        path.life().validated(nowNs);
        path.capacity().restart(nowNs);
        session.outbox().forgetStatus(path.id());
        events.validated(session, path.id(), at);
        events.carriesData(session, path.id(), true);
        report(path);
    }

    void announce(TxPath path, PathPlan plan, long nowNs) {
        session.send(new PathAdd(path.id(), plan.priority(), 0, plan.peerCapBitPerS(), plan.wan()), nowNs);
        if (!path.life().role(plan.priority() == PathPlan.BACKUP)) {
            path.life().validate(plan.priority() == PathPlan.BACKUP, nowNs);
        }
    }

    /** The peer announced a path, or describes one we have. */
    void announced(PathAdd add, long nowNs) {
        TxPath known = session.path(add.pathId());
        boolean alive = known != null && !known.isRemoved() && known.life().role(add.priority() == PathPlan.BACKUP);
        PathPlan plan = new PathPlan(add.pathId(), add.name(), 0, add.priority(), -1, add.txCapBitPerS(), 0);
        TxPath path = session.create(plan);
        if (!alive) {
            path.life().validate(add.priority() == PathPlan.BACKUP, nowNs);
        }
        events.carriesData(session, path.id(), true);
    }

    void remove(TxPath path, int reason, long nowNs) {
        session.send(new PathRemove(path.id(), reason), nowNs);
        removed(path, nowNs);
    }

    void removed(TxPath path, long nowNs) {
        path.life().failed("removed", nowNs);
        path.sent().abandon();
        path.removed(true);
        events.carriesData(session, path.id(), false);
        report(path);
    }

    /** The system or the peer says that the path does not work. */
    void failed(TxPath path, String why, long nowNs) {
        if (path.life().failed(why, nowNs)) {
            lost(path, nowNs);
            report(path);
        }
    }

    /** Protocol §8.2: "a held path that answers is used all the same when no other is ACTIVE". */
    void endHoldIfAlone(TxPath[] paths, int usableCount) {
        for (TxPath path : paths) {
            if (usableCount == 0 && path != null && path.life().isHeldThoughAnswering()) {
                path.life().endHold();
            }
        }
    }

    /** The usable path with the least delay, else any that has an address, else {@code null}. */
    TxPath fastest(TxPath[] paths, UsablePaths usable) {
        int best = usable.soonestBut(NONE);
        return best >= 0 ? paths[best] : anyReady(paths, 0);
    }

    /** Another path each time, for frames sent again. */
    TxPath pathFor(TxPath[] paths, UsablePaths usable, int attempt) {
        int count = usable.usableCount();
        return count > 0 ? paths[usable.usable(attempt % count)] : anyReady(paths, attempt);
    }

    private static TxPath anyReady(TxPath[] paths, int attempt) {
        TxPath found = null;
        int skip = attempt;
        for (TxPath path : paths) {
            if (path != null && !path.isRemoved() && path.writer().isReady()) {
                found = path;
                if (skip-- == 0) {
                    return path;
                }
            }
        }
        return found;
    }
}
