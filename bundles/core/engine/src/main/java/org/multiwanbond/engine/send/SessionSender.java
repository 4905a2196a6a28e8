package org.multiwanbond.engine.send;

import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.SessionMarks;
import org.multiwanbond.engine.agenda.Appointment;
import org.multiwanbond.engine.keys.EpochKeys;
import org.multiwanbond.engine.keys.SealingKeys;
import org.multiwanbond.engine.mail.FrameSlot;
import org.multiwanbond.engine.mail.FrameTarget;
import org.multiwanbond.engine.path.SentLog;
import org.multiwanbond.engine.rate.Pacer;
import org.multiwanbond.engine.rate.SessionClock;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.control.Close;
import org.multiwanbond.wire.control.ControlWriter;
import org.multiwanbond.wire.control.ReliableFrame;

/** The send side of one session under one pair of session ids. Confined to the send thread. */
@HotPath
public final class SessionSender implements FrameTarget {
    /** Header and tag of a control packet. */
    static final int CONTROL_OVERHEAD_BYTES = Header.LENGTH_BYTES + Header.TAG_BYTES;

    private final TxPath[] paths = new TxPath[PathTable.LIMIT];
    private final UsablePaths usable = new UsablePaths(paths);
    private final SessionClock clock = new SessionClock();
    private final SenderSettings settings;
    private final SessionMarks marks;
    private final SendPorts ports;
    private final SenderEvents events;
    private final Outflow outflow;
    private final DataSender data;
    private final FrameHandler frames;
    private final PathTender tender;
    private final ReliableSender reliable;
    private final Liveness liveness;
    private final KeyWear wear = new KeyWear();
    private final Appointment<SessionSender> timer = new Appointment<>(this);
    private SealingKeys keys;

    /**
     * A send side without paths.
     *
     * @param settings who the peer is and what was agreed
     * @param keys epoch to seal with
     * @param outflow numbering of units, taken over when a session is resumed
     * @param marks shared with the receive side
     * @param ports shared with other sessions
     * @param events to the control thread
     */
    public SessionSender(
            SenderSettings settings,
            EpochKeys keys,
            Outflow outflow,
            SessionMarks marks,
            SendPorts ports,
            SenderEvents events) {
        this.settings = settings;
        this.keys = new SealingKeys(keys);
        this.marks = marks;
        this.ports = ports;
        this.events = events;
        this.outflow = outflow;
        this.data = new DataSender(paths, usable, outflow, marks, ports);
        this.tender = new PathTender(this, events);
        this.reliable = new ReliableSender(this, tender, paths, usable);
        this.frames = new FrameHandler(this, tender, events);
        this.liveness = new Liveness(marks);
    }

    /** Takes inner packets {@code from} to {@code from + count}, all of this session. */
    void offer(PacketBatch inner, int from, int count, long nowNs) {
        timer.ring();
        liveness.busy(nowNs);
        data.offer(inner, from, count, nowNs);
    }

    /** Whether packets wait for a path, or copies were meant for this one that it did not take. */
    boolean trafficWaitsFor(TxPath path, long nowNs) {
        return data.trafficWaits() || path.isWanted(nowNs);
    }

    /** Sends what this turn left open. */
    void flush() {
        for (TxPath path : paths) {
            if (path != null) {
                path.writer().flush();
            }
        }
    }

    /** When to call {@link #tick} though nothing happens. */
    Appointment<SessionSender> timer() {
        return timer;
    }

    /** Lets time pass; answers when to call again. */
    long tick(long nowNs) {
        keys.tick(ports.sealing(), nowNs);
        long dueNs = Long.MAX_VALUE;
        boolean busy = liveness.isFlowing(nowNs);
        for (TxPath path : paths) {
            if (path != null && !path.isRemoved()) {
                dueNs = Math.min(dueNs, tender.tick(path, busy, nowNs));
            }
        }
        usable.refresh(nowNs);
        tender.endHoldIfAlone(paths, usable.usableCount());
        long outboxDueNs = reliable.pump(nowNs);
        dueNs = Math.min(dueNs, data.pump(nowNs));
        data.restUnless(busy);
        if (wear.isNews(paths)) {
            events.keyWorn(this);
        }
        if (liveness.isBack(nowNs)) {
            events.alive(this);
        }
        if (liveness.isOver(paths, nowNs)) {
            events.dead(this, liveness.silentNs(nowNs));
        }
        flush();
        return timer.set(Math.min(Math.min(dueNs, outboxDueNs), liveness.dueNs(paths, nowNs)), nowNs);
    }

    /** Begins a control packet on a path. */
    ControlWriter openControl(TxPath path) {
        int payload = path.mtu().payloadBytes() - CONTROL_OVERHEAD_BYTES;
        return openControl(path, payload);
    }

    /** Begins a control packet with room for this payload. */
    ControlWriter openControl(TxPath path, int payloadBytes) {
        int off = path.writer().begin(PacketType.CONTROL, payloadBytes);
        ControlWriter writer = frames.writer();
        writer.reset(path.writer().slab(), off, payloadBytes);
        return writer;
    }

    /** Ends it; it leaves at the next flush. */
    void closeControl(TxPath path, ControlWriter writer, boolean ackEliciting, long nowNs) {
        path.writer().end(writer.lengthBytes(), ackEliciting, nowNs);
    }

    @Override
    public void received(FrameSlot slot) {
        timer.ring();
        frames.received(slot);
        flush();
    }

    @Override
    public void transmit(FrameSlot slot) {
        usable.refresh(slot.receivedNs());
        TxPath path = tender.fastest(paths, usable);
        if (path == null) {
            return;
        }
        transmit(slot, path);
        // On a second path too: a best path that just died must not silence the acknowledgments of all.
        int second = usable.soonestBut(path.id());
        if (second >= 0) {
            transmit(slot, paths[second]);
        }
    }

    private void transmit(FrameSlot slot, TxPath path) {
        int off = path.writer().begin(PacketType.CONTROL, slot.lengthBytes());
        System.arraycopy(slot.payload(), 0, path.writer().slab(), off, slot.lengthBytes());
        path.writer().end(slot.lengthBytes(), false, slot.receivedNs());
        path.writer().flush();
    }

    @Override
    public void roamed(FrameSlot slot) {
        TxPath path = paths[slot.pathId()];
        if (path != null && !path.isRemoved()) {
            Endpoint at = Endpoint.of(slot.addressHigh(), slot.addressLow(), slot.port());
            timer.ring();
            tender.challenge(path, slot.socket(), at, slot.receivedNs());
        }
    }

    /** Sends a frame until it is acknowledged or given up. */
    public void send(ReliableFrame frame, long nowNs) {
        timer.ring();
        reliable.outbox().add(frame, nowNs);
    }

    /** Says good-bye at once, on every path there is, without waiting for an answer. */
    public void close(int code, String text, long nowNs) {
        // One id for all copies, and none that another frame had: that would make it a duplicate.
        int id = reliable.outbox().takeId();
        for (TxPath path : paths) {
            if (path != null && path.writer().isReady()) {
                ControlWriter writer = openControl(path);
                new Close(code, text).write(writer, id);
                closeControl(path, writer, false, nowNs);
            }
        }
        flush();
    }

    /** Adds the path over which the handshake came about. */
    public void addFirstPath(PathPlan plan, Endpoint to, long nowNs) {
        // A description by the peer may have come first: it knows its link better.
        TxPath path = paths[plan.pathId()] == null ? create(plan) : paths[plan.pathId()];
        timer.ring();
        path.writer().address(plan.socket(), to);
        path.life().validate(plan.priority() == PathPlan.BACKUP, nowNs);
        path.life().validated(nowNs);
        path.mtu().start(nowNs);
        path.capacity().restart(nowNs);
        sendKeepalive(path, nowNs);
        events.carriesData(this, path.id(), true);
    }

    /** Sends something at once, to confirm keys. */
    private void sendKeepalive(TxPath path, long nowNs) {
        ControlWriter writer = openControl(path);
        writer.keepalive();
        closeControl(path, writer, true, nowNs);
        path.writer().flush();
    }

    /** Announces and validates a further path, or one that was removed before. */
    public void addPath(PathPlan plan, Endpoint to, long nowNs) {
        TxPath path = create(plan);
        path.writer().address(plan.socket(), to);
        tender.announce(path, plan, nowNs);
    }

    /** Makes or finds the path of this id. */
    TxPath create(PathPlan plan) {
        timer.ring();
        TxPath path = paths[plan.pathId()];
        if (path == null) {
            SentLog sent = new SentLog(data.recovery());
            Pacer pacer = new Pacer(ports.grain());
            PathWriter.PathIdentity identity = new PathWriter.PathIdentity(plan.pathId(), settings.remoteSessionId());
            PathWriter writer = new PathWriter(identity, keys, marks, sent, pacer, ports);
            path = new TxPath(plan.pathId(), plan.wan(), sent, writer, pacer, clock);
            paths[plan.pathId()] = path;
        }
        path.describe(plan.wan(), plan.weight(), plan.priority());
        path.capacity().limit(plan.capBitPerS());
        path.removed(false);
        return path;
    }

    /** Takes a path out of use on both ends. */
    public void removePath(int pathId, int reason, long nowNs) {
        TxPath path = paths[pathId];
        if (path != null && !path.isRemoved()) {
            timer.ring();
            tender.remove(path, reason, nowNs);
        }
    }

    /** The system refuses to send on this socket. */
    public void socketFailed(int socket, String why, long nowNs) {
        timer.ring();
        for (TxPath path : paths) {
            if (path != null && path.writer().socket() == socket) {
                tender.failed(path, why, nowNs);
            }
        }
    }

    /** Seals from now on under these keys; the old ones are wiped. */
    public void keys(EpochKeys newKeys, long nowNs) {
        SealingKeys old = keys;
        keys = new SealingKeys(newKeys);
        wear.renewed();
        timer.ring();
        TxPath first = null;
        for (TxPath path : paths) {
            if (path != null) {
                path.writer().keys(keys);
                first = first == null && path.writer().isReady() && !path.isRemoved() ? path : first;
            }
        }
        old.close(ports.sealing());
        if (first != null) {
            sendKeepalive(first, nowNs);
        }
    }

    /** Lets go of a suite that leaves: nothing is sent until there are keys of another. */
    public void retire(int suiteId) {
        if (keys.suiteId() == suiteId) {
            flush();
            keys.close(ports.sealing());
        }
    }

    /** Uses another balancer from the next run on. */
    public void balancer(Balancer balancer) {
        timer.ring();
        data.balancer(balancer);
    }

    /** Ends the session's sending and wipes its keys. */
    public void dispose() {
        flush();
        data.end();
        keys.close(ports.sealing());
        // What was under way goes again if the session is resumed; its numbers hold then (protocol §3).
        for (TxPath path : paths) {
            if (path != null) {
                path.sent().dispose();
            }
        }
    }

    /** What its paths are like now. */
    public List<PathReport> report(long nowNs) {
        List<PathReport> reports = new ArrayList<>();
        for (TxPath path : paths) {
            if (path != null && !path.isRemoved()) {
                boolean used = path.isIn(PathState.ACTIVE) || path.isIn(PathState.STANDBY);
                reports.add(PathReport.of(path, used ? usable.oneWayDelayNs(path.id()) : 0, nowNs));
            }
        }
        return reports;
    }

    /** Looks inside, to explain and to drill. */
    public Inspection inspect(long nowNs) {
        usable.refresh(nowNs);
        return new Inspection(paths, usable, outflow, nowNs);
    }

    /** Eight octets nobody can guess. */
    long randomToken() {
        return ports.randomToken();
    }

    boolean holdsDown() {
        return ports.holdDown();
    }

    Drops drops() {
        return ports.drops();
    }

    /** Any path that can send, else {@code null}. */
    TxPath anyPath() {
        return tender.pathFor(paths, usable, 0);
    }

    /** The link of a path, for messages; may be read by any thread, a moment late. */
    public String wan(int pathId) {
        TxPath path = paths[pathId];
        return path == null ? "" : path.wan();
    }

    TxPath path(int id) {
        return paths[id];
    }

    ReliableOutbox outbox() {
        return reliable.outbox();
    }

    public SenderSettings settings() {
        return settings;
    }

    /** Inner packets waiting for a path. */
    public int waitingPackets() {
        return outflow.queue().packets();
    }

    /** How long the packet that is next has waited; may be read by any thread, a moment late. */
    public long waitNs() {
        return usable.waitNs();
    }

    /** The least UDP payload that a path in use is known to carry; may be read by any thread. */
    public int leastPayloadBytes() {
        return usable.leastPayloadBytes();
    }

    public Outflow outflow() {
        return outflow;
    }

    public int suiteId() {
        return keys.suiteId();
    }
}
