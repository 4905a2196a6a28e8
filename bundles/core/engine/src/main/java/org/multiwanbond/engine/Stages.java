package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.engine.receive.InlineHandover;
import org.multiwanbond.engine.receive.RingHandover;
import org.multiwanbond.engine.seal.InlineSealing;
import org.multiwanbond.engine.seal.RingSealing;
import org.multiwanbond.engine.send.SendLoop;
import org.multiwanbond.engine.send.SendPorts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one worker: two, or four with sealing and delivering in threads of their own. Confined to the control
 * thread, but for the turns, each of which belongs to its thread.
 */
final class Stages {
    /** All stages in two threads. */
    static final int TWO = 2;
    /** Sealing and delivering in threads of their own. */
    static final int FOUR = 4;

    /** A turn at least this often, so that timers of sessions without traffic run. */
    private static final long LONGEST_WAIT_NS = 50_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.engine");

    private final List<DataThread> threads = new ArrayList<>();
    private final Lull lull = new Lull();
    private final Loops loops;
    private final LongSupplier clock;
    private final String suffix;
    private final BooleanSupplier noCommands;
    private final BooleanSupplier noOpeningCommands;
    private Runnable leftovers = () -> {};
    private int count = TWO;
    private boolean started;
    private long deliverDueNs;

    /** No threads yet; their names will end with the worker's number. */
    Stages(Loops loops, LongSupplier clock, int worker) {
        this.loops = loops;
        this.clock = clock;
        this.suffix = "-" + worker;
        this.noOpeningCommands = loops.toReceive()::isEmpty;
        this.noCommands = () -> loops.toReceive().isEmpty() && loops.toDeliver().isEmpty();
    }

    /** Says how many threads there are to be; those that run give way to them, and no packet is lost. */
    void count(int wanted) {
        boolean change = wanted != count;
        count = wanted;
        if (change && started && stop()) {
            start();
        }
    }

    /** Starts the threads. */
    void start() {
        started = true;
        if (count == TWO) {
            run("mwb-send", this::sendTurn, loops::wakeSend);
            run("mwb-receive", this::receiveTurn, loops::wakeReceive);
            return;
        }
        SendPorts ports = loops.send().ports();
        RingSealing sealing = new RingSealing(ports.sealer(), ports.batches());
        RingHandover handover = new RingHandover(loops.deliver());
        ports.sealing(sealing);
        loops.receive().handover(handover);
        loops.deliverBell(handover::wakeUp);
        leftovers = () -> {
            sealing.finish();
            handover.deliver();
        };
        run("mwb-send", this::sendTurn, loops::wakeSend);
        run("mwb-seal", () -> sealing.turn(LONGEST_WAIT_NS), sealing::wakeUp);
        run("mwb-receive", this::openTurn, loops::wakeReceive);
        run("mwb-deliver", () -> deliverTurn(handover), handover::wakeUp);
    }

    private void run(String name, Runnable turn, Runnable wakeUp) {
        threads.add(DataThread.start(name + suffix, turn, wakeUp));
    }

    /** Ends the threads after what was posted before; answers whether all ended within a second each. */
    boolean stop() {
        loops.callSend(() -> {})
                .completeOnTimeout(null, DataThread.STOP_MS, TimeUnit.MILLISECONDS)
                .join();
        boolean ended = true;
        // In the order packets take: nobody waits for room in the ring of one that has ended.
        for (DataThread thread : threads) {
            if (!thread.stop()) {
                LOG.error("Thread {} does not end: packets wait until the process is started anew.", thread.name());
                ended = false;
            }
        }
        if (ended) {
            threads.clear();
            leftovers.run();
            leftovers = () -> {};
            inline();
        }
        started = false;
        return ended;
    }

    /** Nobody runs: all stages are one again, and what was still to be done is done here. */
    private void inline() {
        SendPorts ports = loops.send().ports();
        ports.sealing(new InlineSealing(ports.sealer(), ports.batches()));
        loops.receive().handover(new InlineHandover(loops.deliver()));
        loops.deliverBell(loops.receiveBell()::ring);
        boolean worked;
        do {
            worked = loops.toReceive().drain()
                    | loops.toDeliver().drain()
                    | loops.toSend().drain();
        } while (worked);
    }

    /** Names of the threads that run. */
    List<String> names() {
        return threads.stream().map(DataThread::name).toList();
    }

    private void sendTurn() {
        boolean behind = loops.toSend().drain() && !loops.toSend().isEmpty();
        long nowNs = clock.getAsLong();
        SendLoop send = loops.send();
        send.tick(nowNs);
        if (readInner(nowNs, !behind) == TunnelDevice.GONE) {
            // Until the control thread has put another device in its place, the rest of the turn goes on slowly.
            LockSupport.parkNanos(SendLoop.GONE_WAIT_NS);
        }
        send.handle(clock.getAsLong());
    }

    /** Takes what is there; only with nothing to do the thread lies down and waits. */
    private int readInner(long nowNs, boolean mayWait) {
        int read = loops.send().read(nowNs, false);
        if (read == 0 && mayWait) {
            read = rest(nowNs);
        }
        if (read != 0 || !mayWait) {
            return read;
        }
        loops.sendBell().lieDown();
        read = loops.send().read(nowNs, hasNothingToSend());
        loops.sendBell().getUp();
        return read;
    }

    private boolean hasNothingToSend() {
        return loops.send().isIdle() && loops.toSend().isEmpty();
    }

    /**
     * Takes what gathered in a lull, if there was one. Nobody rings meanwhile: it is short, and all is looked at after it. Where
     * several sessions share the thread there is none, for the stream of one would have the others wait.
     */
    private int rest(long nowNs) {
        boolean alone = loops.send().sessions() == 1;
        if (!alone || !lull.isDue(loops.deliver().delivered()) || !hasNothingToSend()) {
            return 0;
        }
        LockSupport.parkNanos(Lull.NS);
        int read = loops.send().read(nowNs, false);
        lull.brought(read);
        return read;
    }

    /** Receives, opens and delivers. */
    private void receiveTurn() {
        boolean behind = loops.toReceive().drain() && !loops.toReceive().isEmpty();
        behind |= loops.toDeliver().drain() && !loops.toDeliver().isEmpty();
        long leftNs = Math.min(LONGEST_WAIT_NS, deliverDueNs - clock.getAsLong());
        receiveOuter(behind ? 0 : leftNs, noCommands);
        long nowNs = clock.getAsLong();
        loops.receive().handle(nowNs);
        deliverDueNs = loops.deliver().tick(nowNs);
    }

    /** Receives and opens. */
    private void openTurn() {
        boolean behind = loops.toReceive().drain() && !loops.toReceive().isEmpty();
        receiveOuter(behind ? 0 : LONGEST_WAIT_NS, noOpeningCommands);
        loops.receive().handle(clock.getAsLong());
    }

    private void receiveOuter(long waitNs, BooleanSupplier idle) {
        if (loops.receive().receive(0) > 0 || waitNs <= 0) {
            return;
        }
        loops.receiveBell().lieDown();
        loops.receive().receive(idle.getAsBoolean() && loops.receive().isIdle() ? waitNs : 0);
        loops.receiveBell().getUp();
    }

    /** Delivers what was opened. */
    private void deliverTurn(RingHandover handover) {
        boolean worked = loops.toDeliver().drain();
        worked |= handover.deliver();
        long nowNs = clock.getAsLong();
        long dueNs = loops.deliver().tick(nowNs);
        if (!worked) {
            handover.lieDown();
            boolean idle = loops.toDeliver().isEmpty();
            handover.await(idle ? Math.min(LONGEST_WAIT_NS, dueNs - clock.getAsLong()) : 0);
        }
    }
}
