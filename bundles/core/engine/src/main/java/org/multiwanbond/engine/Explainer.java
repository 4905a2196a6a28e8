package org.multiwanbond.engine;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.DrillRefused;
import org.multiwanbond.api.status.DrillReport;
import org.multiwanbond.api.status.Finding;
import org.multiwanbond.api.status.FlowStatus;
import org.multiwanbond.engine.explain.Doctor;
import org.multiwanbond.engine.explain.Machine;
import org.multiwanbond.engine.explain.Setup;
import org.multiwanbond.engine.explain.Spread;
import org.multiwanbond.engine.explain.Watch;

/** Watches the engine for a while and says what it saw. Thread-safe; its methods wait in the caller's thread. */
final class Explainer {
    private static final long WATCH_NS = 1_000_000_000L;
    /** Looks at flows: a flow with 20 packets a second is seen under way in some of them. */
    private static final int FLOW_LOOKS = 25;

    private static final long FLOW_LOOK_NS = 20_000_000L;
    private static final long ANSWER_MS = 2_000;

    private final Engine engine;
    private final BooleanSupplier hasCodec;
    private final LongSupplier clock;

    Explainer(Engine engine, BooleanSupplier hasCodec, LongSupplier clock) {
        this.engine = engine;
        this.hasCodec = hasCodec;
        this.clock = clock;
    }

    List<Finding> diagnose() {
        return Doctor.findings(watch());
    }

    List<String> explain() {
        return Spread.sentences(watch());
    }

    private Watch watch() {
        BondStatus before = answer(engine.status());
        MachineMeter meter = MachineMeter.begin(before, refused(), clock.getAsLong());
        pause(WATCH_NS);
        BondStatus now = answer(engine.status());
        Machine machine = meter.since(now, refused(), clock.getAsLong());
        List<Setup.Held> held = answer(engine.inquire((inquiry, nowNs) -> inquiry.held(nowNs)));
        return new Watch(before, now, machine, new Setup(answer(engine.fec()), hasCodec.getAsBoolean(), held));
    }

    private long refused() {
        return answer(engine.inquire((inquiry, nowNs) -> CompletableFuture.completedFuture(inquiry.refusedPackets())));
    }

    List<FlowStatus> flows() {
        Map<String, FlowStatus> seen = new LinkedHashMap<>();
        for (int i = 0; i < FLOW_LOOKS; i++) {
            for (FlowStatus flow : answer(engine.inquire((inquiry, nowNs) -> inquiry.flows(nowNs)))) {
                seen.put(flow.peer() + ' ' + flow.protocol() + ' ' + flow.source() + ' ' + flow.target(), flow);
            }
            pause(FLOW_LOOK_NS);
        }
        return seen.values().stream()
                .sorted(Comparator.comparing(FlowStatus::flyingPackets).reversed())
                .toList();
    }

    DrillReport drill(String wan, int seconds, boolean force) throws DrillRefused {
        Drill.Hand hand = new Drill.Hand() {
            @Override
            public void cut(String link, boolean cut) {
                answer(engine.inquire((inquiry, nowNs) -> inquiry.cut(link, cut, nowNs)));
            }

            @Override
            public void pause(long ns) {
                Explainer.pause(ns);
            }
        };
        return new Drill(() -> answer(engine.status()), clock, hand).run(wan, seconds, force);
    }

    private static void pause(long ns) {
        LockSupport.parkNanos(ns);
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("Interrupted while watching the engine.");
        }
    }

    private static <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.get(ANSWER_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("The engine does not answer; see the log.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the engine.", e);
        }
    }
}
