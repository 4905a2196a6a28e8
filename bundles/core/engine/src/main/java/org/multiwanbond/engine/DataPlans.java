package org.multiwanbond.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.event.BondEvent;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.api.status.DataUse;
import org.multiwanbond.engine.plan.PlanNews;
import org.multiwanbond.engine.plan.UsageBook;
import org.multiwanbond.engine.plan.UsageFile;
import org.multiwanbond.engine.send.PathReport;
import org.multiwanbond.engine.session.Session;
import org.multiwanbond.engine.session.Sessions;

/**
 * Counts what the paths of links with a data plan carry, and says when one runs out. Confined to the control thread.
 */
final class DataPlans {
    /** At 1 Gbit/s a plan is overdrawn by 125 MB at most. */
    private static final long LOOK_NS = 1_000_000_000L;
    // RFC 768, RFC 791 §3.1, RFC 8200 §3: what a datagram adds to its payload.
    private static final int IPV4_BYTES = 28;
    private static final int IPV6_BYTES = 48;

    private final Map<Session, long[]> counted = new HashMap<>();
    private final ArrayDeque<Look> looks = new ArrayDeque<>();
    private final List<WanSettings> planned = new ArrayList<>();
    private final EngineHost host;
    private final Sessions sessions;
    private final ZoneId zone;
    private final UsageBook book;
    private boolean watching;
    private long nextNs = Long.MIN_VALUE;

    /** Plans whose periods are those of the calendar in {@code zone}. */
    DataPlans(EngineHost host, Sessions sessions, ZoneId zone) {
        this.host = host;
        this.sessions = sessions;
        this.zone = zone;
        UsageFile file = new UsageFile(host.stateDir().resolve("data-plans"), EngineLog::warn);
        this.book = new UsageBook(file, new News());
    }

    /** A report the send thread was asked for. */
    private record Look(Session session, List<PathReport> reports, CompletableFuture<Void> done) {}

    /** Takes over the plans of the links. All links are watched, so that a plan counts only what came after it. */
    void settings(List<WanSettings> wans, long nowNs) {
        watching = !wans.isEmpty();
        planned.clear();
        Map<String, DataPlan> plans = new TreeMap<>();
        for (WanSettings wan : wans) {
            wan.plan().ifPresent(plan -> {
                plans.put(wan.id(), plan);
                planned.add(wan);
            });
        }
        book.plans(plans, today(), nowNs);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(Instant.ofEpochMilli(host.epochMs().getAsLong()), zone);
    }

    /** Lets time pass: looks at all sessions once a second. */
    void tick(long nowNs) {
        collect();
        if (!watching || nowNs < nextNs) {
            return;
        }
        nextNs = nowNs + LOOK_NS;
        book.tick(today(), nowNs);
        if (looks.isEmpty()) {
            counted.keySet().retainAll(sessions.live());
            sessions.live().forEach(session -> look(session, nowNs));
        }
    }

    /** Counts what a session carried until now; to be called before it or one of its paths goes. */
    void look(Session session, long nowNs) {
        if (watching) {
            List<PathReport> reports = new ArrayList<>();
            CompletableFuture<Void> done = session.loops()
                    .toSend()
                    .call(() -> reports.addAll(session.sender().report(nowNs)));
            looks.add(new Look(session, reports, done));
        }
    }

    private void collect() {
        while (!looks.isEmpty() && looks.peek().done().isDone()) {
            Look look = looks.remove();
            look.reports().forEach(report -> count(look.session(), report));
        }
    }

    private void count(Session session, PathReport report) {
        Counters received = session.receiver().pathCounters();
        int path = report.pathId();
        long packets = report.figures().txPackets() + received.get(2 * path);
        long payload = report.figures().txBytes() + received.get(2 * path + 1);
        int each = report.remote().startsWith("[") ? IPV6_BYTES : IPV4_BYTES;
        long bytes = payload + packets * each;
        long[] before = counted.computeIfAbsent(session, key -> new long[PathTable.LIMIT]);
        book.add(report.wan(), bytes - before[path]);
        before[path] = bytes;
    }

    Optional<DataUse> use(String wan) {
        return book.use(wan);
    }

    /** Whether a link is to carry data only while no other can. */
    boolean isSpent(String wan) {
        return book.isUsedUp(wan)
                && planned.stream()
                        .filter(one -> one.id().equals(wan))
                        .flatMap(one -> one.plan().stream())
                        .anyMatch(plan -> plan.action() == DataPlan.Action.STANDBY);
    }

    /** What a person should know, a sentence for each plan that is used up. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (WanSettings wan : planned) {
            if (book.isUsedUp(wan.id())) {
                problems.add(PlanText.reached(wan.id(), wan.plan().orElseThrow(), PlanText.ALL_PERCENT));
            }
        }
        return problems;
    }

    /** Counts and writes what is left; the data threads have ended. */
    void close() {
        collect();
        book.save();
    }

    private final class News implements PlanNews {
        @Override
        public void reached(String wan, DataPlan plan, int percent) {
            String text = PlanText.reached(wan, plan, percent);
            EngineLog.warn(text);
            String kind = percent == PlanText.ALL_PERCENT ? "data-plan-used-up" : "data-plan-low";
            tell(BondEvent.Severity.WARNING, kind, wan, text);
        }

        @Override
        public void renewed(String wan, DataPlan plan) {
            String text = PlanText.renewed(wan, plan);
            EngineLog.info(text);
            tell(BondEvent.Severity.INFO, "data-plan-renewed", wan, text);
        }

        private void tell(BondEvent.Severity severity, String kind, String wan, String text) {
            host.events().accept(new BondEvent(host.epochMs().getAsLong(), severity, kind, wan, text));
        }
    }
}
