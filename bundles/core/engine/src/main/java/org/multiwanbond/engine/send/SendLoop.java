package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.InnerPacket;
import org.multiwanbond.engine.agenda.Agenda;
import org.multiwanbond.engine.agenda.Appointment;
import org.multiwanbond.engine.mail.Bell;
import org.multiwanbond.engine.mail.Detour;
import org.multiwanbond.engine.mail.FrameMailbox;

/**
 * One turn of the send thread: acts on what the receive thread handed over, gives sessions their time, and takes a batch of
 * inner packets to their sessions. Confined to the send thread.
 */
@HotPath
public final class SendLoop {
    /**
     * Inner packets per turn: two segmented sends of full size, 44 datagrams of 1 472 octets each. With 64 each full send was
     * followed by one of 20.
     */
    private static final int BATCH = 88;

    private static final int SLAB_BYTES = 128 * 1024;
    /** A turn at least this often, so that new commands and sessions without traffic get their time. */
    private static final long LONGEST_WAIT_NS = 50_000_000L;
    /** How long to leave a broken device alone before it is read again. */
    public static final long GONE_WAIT_NS = 20_000_000L;

    private final PacketBatch batch = new PacketBatch(BATCH, SLAB_BYTES);
    private final SessionSender[] owners = new SessionSender[BATCH];
    private final Agenda<SessionSender> agenda = new Agenda<>();
    private final FrameMailbox mailbox;
    private final SendPorts ports;
    private final Runnable deviceGone;
    private TunnelDevice device;
    private RouteTable routes = RouteTable.EMPTY;
    private Detour detour = new Detour(new Bell(() -> {}));
    private Detour.Outlet[] neighbours = {new Detour.Outlet(detour)};
    private int worker;
    private int sessions;
    private boolean detoured;
    private boolean goneReported;
    private long dueNs;

    /**
     * A loop without sessions.
     *
     * @param mailbox from the receive thread
     * @param ports shared by the sessions
     * @param device where inner packets come from
     * @param deviceGone is run once when the device vanished
     */
    public SendLoop(FrameMailbox mailbox, SendPorts ports, TunnelDevice device, Runnable deviceGone) {
        this.mailbox = mailbox;
        this.ports = ports;
        this.device = device;
        this.deviceGone = deviceGone;
    }

    /** Acts on the mailbox and on timers; answers when something is due. */
    public long tick(long nowNs) {
        mailbox.drain();
        agenda.begin(nowNs);
        for (Appointment<SessionSender> next = agenda.next(); next != null; next = agenda.next()) {
            next.whose().tick(nowNs);
        }
        dueNs = agenda.dueNs();
        ports.sealing().flush();
        return dueNs;
    }

    /**
     * Waits for inner packets, at most until something is due.
     *
     * @param mayWait false in a simulation, where time stands still meanwhile
     * @return packets to be handled by {@link #handle}
     */
    public int read(long nowNs, boolean mayWait) {
        batch.clear();
        // By turns, so that neither what others bring nor what the device brings is left waiting.
        detoured = !detoured && !detour.isEmpty();
        if (detoured) {
            return detour.take(batch);
        }
        long waitNs = mayWait ? Math.max(0, Math.min(LONGEST_WAIT_NS, dueNs - nowNs)) : 0;
        int count = device.read(batch, waitNs);
        if (count != TunnelDevice.GONE) {
            return count;
        }
        dueNs = Math.min(dueNs, nowNs + GONE_WAIT_NS);
        if (!goneReported) {
            goneReported = true;
            deviceGone.run();
        }
        return TunnelDevice.GONE;
    }

    /** Takes what {@link #read} brought to its sessions, neighbours of one session together. */
    public void handle(long nowNs) {
        int count = batch.count();
        for (int i = 0; i < count; i++) {
            owners[i] = sessionOf(i);
        }
        int at = 0;
        while (at < count) {
            SessionSender session = owners[at];
            int next = at + 1;
            while (next < count && owners[next] == session) {
                next++;
            }
            if (session != null) {
                offer(session, at, next - at, nowNs);
            }
            at = next;
        }
        for (int i = 0; i < count; i++) {
            if (owners[i] != null) {
                if (workerOf(owners[i]) == worker) {
                    owners[i].flush();
                }
                owners[i] = null;
            }
        }
        for (Detour.Outlet neighbour : neighbours) {
            neighbour.flush();
        }
        ports.sealing().flush();
    }

    private int workerOf(SessionSender session) {
        return session.settings().localSessionId() % neighbours.length;
    }

    private void offer(SessionSender session, int from, int count, long nowNs) {
        int owner = workerOf(session);
        if (owner == worker) {
            session.offer(batch, from, count, nowNs);
            return;
        }
        for (int i = from; i < from + count; i++) {
            if (!neighbours[owner].put(batch.slab(), batch.offset(i), batch.lengthBytes(i))) {
                ports.drops().count(Drops.BUSY);
            }
        }
    }

    /** The session a packet is for, or {@code null}, counted. */
    private SessionSender sessionOf(int index) {
        byte[] slab = batch.slab();
        int off = batch.offset(index);
        if (!InnerPacket.isWhole(slab, off, batch.lengthBytes(index))) {
            ports.drops().count(Drops.NOT_IP);
            return null;
        }
        SessionSender session = routes.find(InnerPacket.targetHigh(slab, off), InnerPacket.targetLow(slab, off));
        if (session == null) {
            ports.drops().count(Drops.NOROUTE);
        }
        return session;
    }

    /** Sends a packet that belongs to no session: a handshake. */
    public void sendRaw(int socket, Endpoint to, byte[] packet) {
        ports.sealing().run(() -> ports.sealer().raw(socket, to, packet));
    }

    public void add(SessionSender session) {
        agenda.add(session.timer());
        sessions++;
    }

    /** Ends a session's sending and wipes its keys. */
    public void remove(SessionSender session) {
        if (agenda.remove(session.timer())) {
            sessions--;
            session.dispose();
        }
    }

    public void routes(RouteTable newRoutes) {
        routes = newRoutes;
    }

    /** Replaces the device. */
    public void device(TunnelDevice newDevice) {
        device = newDevice;
        goneReported = false;
    }

    /** Says where packets come from that another worker read. */
    public void detour(Detour newDetour) {
        detour = newDetour;
    }

    /** Says which worker this is, and the ways to all of them. */
    public void neighbours(int newWorker, Detour.Outlet[] ways) {
        worker = newWorker;
        neighbours = ways;
    }

    /** How many sessions send here. */
    public int sessions() {
        return sessions;
    }

    /** Whether nothing waits but what the device has. */
    public boolean isIdle() {
        return mailbox.isEmpty() && detour.isEmpty();
    }

    public SendPorts ports() {
        return ports;
    }
}
