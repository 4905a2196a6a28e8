package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.multiwanbond.engine.mail.Detour;

/**
 * The workers: each has its loops, its threads, its transport and its queue of the tunnel device, and the sessions whose
 * local ids leave its number as remainder. Confined to the control thread.
 */
public final class Workers {
    private final IntFunction<Loops> maker;
    private List<Loops> all;
    private int threadsEach = Stages.TWO;
    private boolean started;

    /** One worker without threads; {@code maker} makes the loops of a worker by its number. */
    public Workers(IntFunction<Loops> maker) {
        this.maker = maker;
        this.all = make(1);
    }

    private List<Loops> make(int count) {
        List<Loops> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(maker.apply(i));
        }
        for (int i = 0; i < count; i++) {
            Loops loops = made.get(i);
            loops.send().neighbours(i, outlets(made, Loops::innerDetour));
            loops.receive().neighbours(i, outlets(made, Loops::outerDetour));
        }
        return List.copyOf(made);
    }

    private static Detour.Outlet[] outlets(List<Loops> to, Function<Loops, Detour> which) {
        return to.stream().map(which).map(Detour.Outlet::new).toArray(Detour.Outlet[]::new);
    }

    int count() {
        return all.size();
    }

    public List<Loops> all() {
        return all;
    }

    /** The worker that does what only one needs to do. */
    public Loops first() {
        return all.get(0);
    }

    /** The worker of a session. */
    public Loops of(int localSessionId) {
        return all.get(localSessionId % all.size());
    }

    /** Does the same with all; completes when all are done with it. */
    CompletableFuture<Void> each(Function<Loops, CompletableFuture<Void>> step) {
        return CompletableFuture.allOf(all.stream().map(step).toArray(CompletableFuture[]::new));
    }

    /** Starts all threads. */
    public void start() {
        started = true;
        all.forEach(loops -> {
            loops.stages().count(threadsEach);
            loops.stages().start();
        });
    }

    /** Ends all threads after what was posted before; answers whether all ended in time. */
    public boolean stop() {
        boolean ended = true;
        for (Loops loops : all) {
            ended &= !started || loops.stages().stop();
        }
        started = false;
        return ended;
    }

    /** Says how many threads each worker is to have; they change while packets flow. */
    public void threadsEach(int count) {
        threadsEach = count;
        all.forEach(loops -> loops.stages().count(count));
    }

    /** New loops for so many workers; the old ones have neither threads nor sessions, transport or device any more. */
    void renew(int count, boolean start) {
        all = make(count);
        threadsEach(threadsEach);
        if (start) {
            start();
        }
    }

    boolean isStarted() {
        return started;
    }

    /** Names of the threads that run. */
    List<String> threadNames() {
        return all.stream().flatMap(loops -> loops.stages().names().stream()).toList();
    }

    /** Counters of all loops. */
    List<Drops> drops() {
        return all.stream().flatMap(loops -> loops.drops().stream()).toList();
    }
}
