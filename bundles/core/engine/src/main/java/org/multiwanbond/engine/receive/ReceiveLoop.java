package org.multiwanbond.engine.receive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;

/**
 * One turn of the receive thread: takes a batch of datagrams through the receive order of protocol §4, opens them in runs,
 * and gives acknowledgments and late gaps their time. Confined to the receive thread.
 */
@HotPath
public final class ReceiveLoop {
    /** Datagrams per turn: enough to share a system call, few enough that acknowledgments are on time. */
    private static final int BATCH = 64;

    private static final int SLAB_BYTES = 128 * 1024;
    /** Protocol §4 step 8: "2 000/s in all". */
    private static final int SLOW_LANE_PER_SECOND = 2_000;
    /** A turn at least this often, so that timers of sessions without traffic run. */
    private static final long LONGEST_WAIT_NS = 50_000_000L;

    private static final int SESSION_IDS = 65_536;

    private final DatagramBatch batch = new DatagramBatch(BATCH, SLAB_BYTES);
    private final long[] numbers = new long[BATCH];
    private final SessionReceiver[] bySessionId = new SessionReceiver[SESSION_IDS];
    private final List<SessionReceiver> sessions = new ArrayList<>();
    private final TokenBucket slowLane = new TokenBucket(SLOW_LANE_PER_SECOND);
    private final Drops drops;
    private final HandshakeInbox handshakes;
    private Transport transport;
    private TunnelDevice device;
    private long nowNs;
    private int runFrom;
    private int runLength;
    private int runEpoch;
    private long dueNs;

    public ReceiveLoop(Transport transport, TunnelDevice device, Drops drops, HandshakeInbox handshakes) {
        this.transport = transport;
        this.device = device;
        this.drops = drops;
        this.handshakes = handshakes;
    }

    /**
     * Waits for datagrams, at most until something is due, and handles them.
     *
     * @param beforeNs the time now
     * @param mayWait false in a simulation, where time stands still meanwhile
     * @return datagrams handled
     */
    public int receive(long beforeNs, boolean mayWait) {
        long waitNs = mayWait ? Math.max(0, Math.min(LONGEST_WAIT_NS, dueNs - beforeNs)) : 0;
        batch.clear();
        return transport.receive(batch, waitNs);
    }

    /** Handles what {@link #receive} brought; answers when something is due. */
    public long handle(long newNowNs) {
        nowNs = newNowNs;
        runLength = 0;
        for (int i = 0; i < batch.count(); i++) {
            int reason = admit(i);
            if (reason != DropReason.OK) {
                drops.count(reason);
            }
        }
        openRun();
        batch.clear();
        dueNs = Long.MAX_VALUE;
        for (int i = 0; i < sessions.size(); i++) {
            dueNs = Math.min(dueNs, sessions.get(i).tickIfDue(nowNs));
        }
        device.flush();
        return dueNs;
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
        SessionReceiver session = bySessionId[Header.sessionId(buf, off)];
        if (session == null) {
            return DropReason.NOSESSION;
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
        numbers[index] = session.freshNumber(path, Header.sequence(buf, off));
        if (numbers[index] < 0) {
            return DropReason.REPLAY;
        }
        join(index, epoch);
        return DropReason.OK;
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

    /** Steps 11 to 14 for the neighbours that share a key. */
    private void openRun() {
        if (runLength == 0) {
            return;
        }
        byte[] buf = batch.packets().slab();
        int first = batch.packets().offset(runFrom);
        SessionReceiver session = bySessionId[Header.sessionId(buf, first)];
        PacketCipher cipher = session.keys().of(runEpoch).cipher(Header.pathId(buf, first));
        cipher.open(batch.packets(), runFrom, runLength, numbers);
        for (int i = runFrom; i < runFrom + runLength; i++) {
            int reason = batch.packets().lengthBytes(i) == PacketCipher.REFUSED
                    ? DropReason.AUTH
                    : session.authentic(batch, i, numbers[i], runEpoch, nowNs);
            if (reason != DropReason.OK) {
                drops.count(reason);
            }
        }
        runLength = 0;
    }

    /** Lets a session receive. */
    public void add(SessionReceiver session) {
        bySessionId[session.localSessionId()] = session;
        sessions.add(session);
    }

    /** Ends a session's receiving and wipes its keys. */
    public void remove(SessionReceiver session) {
        if (sessions.remove(session)) {
            bySessionId[session.localSessionId()] = null;
            session.keys().close();
        }
    }

    /** The session with this id. */
    public Optional<SessionReceiver> session(int localSessionId) {
        return Optional.ofNullable(bySessionId[localSessionId]);
    }

    /** Replaces the transport. */
    public void transport(Transport newTransport) {
        transport = newTransport;
    }

    /** Replaces the tunnel device, for all sessions too. */
    public void device(TunnelDevice newDevice) {
        device = newDevice;
        for (SessionReceiver session : sessions) {
            session.delivery().filter().device(newDevice);
        }
    }
}
