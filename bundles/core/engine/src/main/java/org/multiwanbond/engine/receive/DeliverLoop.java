package org.multiwanbond.engine.receive;

import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.engine.Counters;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.agenda.Agenda;
import org.multiwanbond.engine.agenda.Appointment;
import org.multiwanbond.wire.DropReason;

/**
 * The inner half of receiving: takes opened datagrams to their sessions and from there to the host, and gives
 * acknowledgments and late gaps their time. Confined to the thread that delivers.
 */
@HotPath
public final class DeliverLoop {
    private final List<SessionReceiver> sessions = new ArrayList<>();
    private final Agenda<SessionReceiver> agenda = new Agenda<>();
    private final Drops drops;
    private final Counters delivered = new Counters(1);
    private TunnelDevice device;

    /**
     * A loop without sessions.
     *
     * @param device where inner packets go
     * @param drops counters of the thread that delivers
     */
    public DeliverLoop(TunnelDevice device, Drops drops) {
        this.device = device;
        this.drops = drops;
    }

    /** Steps 13 and 14 for what was opened. */
    void handle(OpenedBatch batch) {
        if (batch.task() != null) {
            batch.task().run();
            return;
        }
        int count = batch.datagrams().count();
        delivered.add(0, count);
        for (int i = 0; i < count; i++) {
            SessionReceiver receiver = batch.receiver(i);
            if (receiver != null) {
                int reason = receiver.accept(batch, i);
                if (reason != DropReason.OK) {
                    drops.count(reason);
                }
            }
        }
    }

    /** Datagrams it was given, for any thread, which may see them a moment late. */
    public long delivered() {
        return delivered.get(0);
    }

    /** Lets time pass and the host have its packets; answers when something is due. */
    public long tick(long nowNs) {
        agenda.begin(nowNs);
        for (Appointment<SessionReceiver> next = agenda.next(); next != null; next = agenda.next()) {
            next.whose().tick(nowNs);
        }
        device.flush();
        return agenda.dueNs();
    }

    /** Lets a session's packets reach the host. */
    public void add(SessionReceiver session) {
        session.delivery().filter().device(device);
        sessions.add(session);
        agenda.add(session.timer());
    }

    /** Ends a session's delivering. */
    public void remove(SessionReceiver session) {
        sessions.remove(session);
        agenda.remove(session.timer());
    }

    /** Replaces the tunnel device, for all sessions too. */
    public void device(TunnelDevice newDevice) {
        device = newDevice;
        for (SessionReceiver session : sessions) {
            session.delivery().filter().device(newDevice);
        }
    }
}
