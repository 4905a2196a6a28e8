package org.multiwanbond.engine.receive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.mail.Bell;
import org.multiwanbond.engine.mail.Detour;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;

/**
 * The outer half of receiving: takes a batch of datagrams through the receive order of protocol §4, opens them in runs, and
 * hands them on. Confined to the receive thread.
 */
@HotPath
public final class ReceiveLoop {
    /** Protocol §4 step 8: "2 000/s in all". */
    private static final int SLOW_LANE_PER_SECOND = 2_000;
    /** Epochs end by the second: protocol §3. */
    private static final long KEYS_EVERY_NS = 50_000_000L;

    private static final int SESSION_IDS = 65_536;

    private final SessionGate[] bySessionId = new SessionGate[SESSION_IDS];
    private final List<SessionGate> sessions = new ArrayList<>();
    private final TokenBucket slowLane = new TokenBucket(SLOW_LANE_PER_SECOND);
    private final Drops drops;
    private final HandshakeInbox handshakes;
    private Transport transport;
    private Handover handover;
    private OpenedBatch opened;
    private DatagramBatch batch;
    private long nowNs;
    private Detour detour = new Detour(new Bell(() -> {}));
    private Detour.Outlet[] neighbours = {new Detour.Outlet(detour)};
    private int worker;
    private boolean detoured;
    private long keysDueNs = Long.MIN_VALUE;
    private int runFrom;
    private int runLength;
    private int runEpoch;

    /**
     * A loop without sessions.
     *
     * @param transport where datagrams come from
     * @param handover where opened ones go
     * @param drops counters of the receive thread
     * @param handshakes takes what belongs to no session
     */
    public ReceiveLoop(Transport transport, Handover handover, Drops drops, HandshakeInbox handshakes) {
        this.transport = transport;
        this.handover = handover;
        this.drops = drops;
        this.handshakes = handshakes;
    }

    /**
     * Waits for datagrams; {@link #handle} then has to be called.
     *
     * @param waitNs longest wait, 0 or less does not wait
     * @return datagrams received
     */
    public int receive(long waitNs) {
        opened = handover.claim();
        opened.clear();
        batch = opened.datagrams();
        // By turns, so that neither what others bring nor what the transport brings is left waiting.
        detoured = !detoured && !detour.isEmpty();
        if (detoured) {
            return detour.take(batch);
        }
        return transport.receive(batch, Math.max(0, waitNs));
    }

    /** Opens what {@link #receive} brought and hands on what was authentic. */
    public void handle(long newNowNs) {
        nowNs = newNowNs;
        opened.receivedNs(newNowNs);
        runLength = 0;
        for (int i = 0; i < batch.count(); i++) {
            int reason = admit(i);
            if (reason != DropReason.OK) {
                drops.count(reason);
            }
        }
        openRun();
        for (Detour.Outlet neighbour : neighbours) {
            neighbour.flush();
        }
        if (opened.accepted() > 0) {
            handover.commit();
        } else {
            opened.clear();
        }
        if (nowNs >= keysDueNs) {
            keysDueNs = nowNs + KEYS_EVERY_NS;
            for (int i = 0; i < sessions.size(); i++) {
                sessions.get(i).keys().tick(nowNs);
            }
        }
    }

    /** Steps 1 to 10; a packet that passes joins the run that is opened together. */
    private int admit(int index) {
        byte[] buf = batch.packets().slab();
        int off = batch.packets().offset(index);
        int reason = Header.check(buf, off, batch.packets().lengthBytes(index));
        if (reason != DropReason.OK) {
            return reason;
        }
        if (!PacketType.isSession(Header.type(buf, off))) {
            return handshake(index);
        }
        SessionGate session = bySessionId[Header.sessionId(buf, off)];
        if (session == null) {
            return passOn(index, Header.sessionId(buf, off) % neighbours.length);
        }
        int path = Header.pathId(buf, off);
        boolean expected = session.isFromPath(path, batch, index);
        if (!expected && !(session.maySpeakFromElsewhere(nowNs) && slowLane.take(nowNs))) {
            return DropReason.SLOWLANE;
        }
        int epoch = session.keys().resolve(Header.epochBits(buf, off));
        if (epoch < 0) {
            return DropReason.EPOCH;
        }
        long number = session.freshNumber(path, Header.sequence(buf, off));
        if (number < 0) {
            return DropReason.REPLAY;
        }
        opened.numbers()[index] = number;
        join(index, epoch);
        return DropReason.OK;
    }

    /** Another worker may know the session: its number is in the id. */
    private int passOn(int index, int owner) {
        if (owner == worker) {
            return DropReason.NOSESSION;
        }
        return neighbours[owner].put(batch, index) ? DropReason.OK : Drops.BUSY;
    }

    private int handshake(int index) {
        Endpoint from = Endpoint.of(batch.addressHigh(index), batch.addressLow(index), batch.port(index));
        int off = batch.packets().offset(index);
        byte[] copy = Arrays.copyOfRange(
                batch.packets().slab(), off, off + batch.packets().lengthBytes(index));
        return handshakes.offer(batch.socket(index), from, copy) ? DropReason.OK : Drops.BUSY;
    }

    private void join(int index, int epoch) {
        boolean follows = runLength > 0 && runFrom + runLength == index && epoch == runEpoch && sameKey(index);
        if (!follows) {
            openRun();
            runFrom = index;
            runEpoch = epoch;
        }
        runLength++;
    }

    private boolean sameKey(int index) {
        byte[] buf = batch.packets().slab();
        int mine = batch.packets().offset(index);
        int first = batch.packets().offset(runFrom);
        return Header.sessionId(buf, mine) == Header.sessionId(buf, first)
                && Header.pathId(buf, mine) == Header.pathId(buf, first);
    }

    /** Steps 11 and 12 for the neighbours that share a key. */
    private void openRun() {
        if (runLength == 0) {
            return;
        }
        byte[] buf = batch.packets().slab();
        int first = batch.packets().offset(runFrom);
        SessionGate session = bySessionId[Header.sessionId(buf, first)];
        PacketCipher cipher = session.keys().of(runEpoch).cipher(Header.pathId(buf, first));
        cipher.open(batch.packets(), runFrom, runLength, opened.numbers());
        for (int i = runFrom; i < runFrom + runLength; i++) {
            int reason = batch.packets().lengthBytes(i) == PacketCipher.REFUSED
                    ? DropReason.AUTH
                    : session.authentic(opened, i, runEpoch, nowNs);
            if (reason != DropReason.OK) {
                drops.count(reason);
            }
        }
        runLength = 0;
    }

    /** Lets a session receive; what it receives finds it among those that are delivered to. */
    public void add(SessionGate session, Runnable whereDelivered) {
        handover.run(whereDelivered);
        bySessionId[session.localSessionId()] = session;
        sessions.add(session);
    }

    /** Ends a session's receiving and wipes its keys; the rest follows all it received. */
    public void remove(SessionGate session, Runnable whereDelivered) {
        if (sessions.remove(session)) {
            bySessionId[session.localSessionId()] = null;
            session.keys().close();
            handover.run(whereDelivered);
        }
    }

    /** Says where datagrams come from that another worker received. */
    public void detour(Detour newDetour) {
        detour = newDetour;
    }

    /** Says which worker this is, and the ways to all of them. */
    public void neighbours(int newWorker, Detour.Outlet[] ways) {
        worker = newWorker;
        neighbours = ways;
    }

    /** Whether nothing waits but what the transport has. */
    public boolean isIdle() {
        return detour.isEmpty();
    }

    /** Replaces the transport. */
    public void transport(Transport newTransport) {
        transport = newTransport;
    }

    /** Hands on there from now on; what was handed on elsewhere must have been delivered. */
    public void handover(Handover newHandover) {
        handover = newHandover;
    }
}
