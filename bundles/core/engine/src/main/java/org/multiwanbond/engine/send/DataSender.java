package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.engine.SessionMarks;
import org.multiwanbond.engine.path.SentSink;
import org.multiwanbond.engine.rate.Grain;

/**
 * The way of a session's inner packets to its paths: queue, scheduler, what goes again, what repairs. Confined to the send
 * thread.
 */
@HotPath
final class DataSender {
    private static final long AIM_EVERY_NS = 50_000_000L;

    private final UsablePaths usable;
    private final Outflow outflow;
    private final SessionMarks marks;
    private final Protection protection;
    private final Scheduler scheduler;
    private final Recovery recovery;
    private final TxPath[] paths;
    private final Grain grain;
    private long aimNs;
    private boolean waits;
    private boolean resting = true;

    DataSender(TxPath[] paths, UsablePaths usable, Outflow outflow, SessionMarks marks, SendPorts ports) {
        this.paths = paths;
        this.usable = usable;
        this.grain = ports.grain();
        this.outflow = outflow;
        this.marks = marks;
        this.protection = new Protection(paths, usable, outflow, ports);
        UnitWriter writer = new UnitWriter(paths, protection, ports.drops());
        this.scheduler = new Scheduler(outflow, usable, writer);
        this.recovery = new Recovery(outflow, usable, writer, ports.drops());
    }

    void offer(PacketBatch inner, int from, int count, long nowNs) {
        resting = false;
        scheduler.offer(inner, from, count, nowNs);
        pump(nowNs);
    }

    /** Sends what has to go again and what waits, as far as paths have room; answers when they have more. */
    long pump(long nowNs) {
        usable.refresh(nowNs);
        usable.waits(outflow.queue().waitNs(nowNs));
        if (nowNs >= aimNs) {
            aimNs = nowNs + AIM_EVERY_NS;
            scheduler.aim(usable.flowRoundTripNs(), usable.bitsPerSecond());
            marks.recoveryNs(usable.recoveryNs());
            protection.observe(nowNs);
        }
        recovery.pump(nowNs);
        scheduler.pump(nowNs);
        waits = grain.count(waits, trafficWaits());
        return Math.min(scheduler.dueNs(nowNs), protection.pump(nowNs));
    }

    /** Nothing of it waits any more. */
    void end() {
        waits = grain.count(waits, false);
    }

    void balancer(Balancer balancer) {
        scheduler.balancer(balancer);
    }

    /** Gives memory back that only traffic needs, when there was none for a while. */
    void restUnless(boolean busy) {
        if (resting || busy || trafficWaits() || !outflow.again().isEmpty()) {
            return;
        }
        resting = true;
        scheduler.rest();
        for (TxPath path : paths) {
            if (path != null) {
                path.rest();
            }
        }
    }

    /** Whether packets wait for a path. */
    boolean trafficWaits() {
        return !outflow.queue().isEmpty();
    }

    /** Is told what became of units. */
    SentSink recovery() {
        return recovery;
    }
}
