package org.multiwanbond.engine.plan;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.status.DataUse;

/**
 * What links used of their data plans in the present period; kept in a file, so that a kill costs ten seconds of it at
 * most. Confined to the control thread.
 */
public final class UsageBook {
    /** The mark of the first warning: early enough to do something about it. */
    private static final int WARN_PERCENT = 80;

    private static final int ALL_PERCENT = 100;
    private static final long WRITE_NS = 10_000_000_000L;
    /** A link taken out of the configuration may come back within a period and the next. */
    private static final int KEPT_MONTHS = 2;

    private final Map<String, Usage> usages = new TreeMap<>();
    private final Map<String, DataPlan> plans = new TreeMap<>();
    private final UsageFile file;
    private final PlanNews news;
    private final TrustedDay days;
    private LocalDate day = LocalDate.EPOCH;
    private boolean changed;
    private long nextWriteNs = Long.MIN_VALUE;

    /** Goes on where the file ended. */
    public UsageBook(UsageFile file, PlanNews news) {
        this.file = file;
        this.news = news;
        usages.putAll(file.read());
        days = new TrustedDay(usages.values().stream()
                .map(Usage::from)
                .max(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH));
    }

    /** Takes over the plans, by link; what was counted stays. */
    public void plans(Map<String, DataPlan> byWan, LocalDate today, long nowNs) {
        plans.clear();
        plans.putAll(byWan);
        tick(today, nowNs);
    }

    /** A link carried this much more; without a plan that is not counted. */
    public void add(String wan, long bytes) {
        if (bytes > 0 && plans.containsKey(wan)) {
            put(wan, usage(wan).plus(bytes));
            judge(wan);
        }
    }

    /** Lets time pass: periods end, changes are written. */
    public void tick(LocalDate today, long nowNs) {
        day = days.of(today, nowNs);
        for (String wan : plans.keySet()) {
            PlanPeriod period = PlanPeriod.of(plans.get(wan), day);
            Usage usage = usage(wan);
            boolean wasSpent = usage.toldPercent() == ALL_PERCENT;
            put(wan, usage.in(period.from()));
            judge(wan);
            if (wasSpent && usage(wan).toldPercent() < ALL_PERCENT) {
                news.renewed(wan, plans.get(wan));
            }
        }
        if (changed && nowNs >= nextWriteNs) {
            nextWriteNs = nowNs + WRITE_NS;
            save();
        }
    }

    private void judge(String wan) {
        Usage usage = usage(wan);
        int percent = reachedPercent(usage.bytes(), plans.get(wan).quotaBytes());
        if (percent == usage.toldPercent()) {
            return;
        }
        put(wan, usage.told(percent));
        if (percent > usage.toldPercent()) {
            news.reached(wan, plans.get(wan), percent);
        }
    }

    private static int reachedPercent(long bytes, long quotaBytes) {
        if (bytes >= quotaBytes) {
            return ALL_PERCENT;
        }
        return bytes >= quotaBytes * (WARN_PERCENT / 100.0) ? WARN_PERCENT : 0;
    }

    private Usage usage(String wan) {
        Usage known = usages.get(wan);
        return known == null ? Usage.none(PlanPeriod.of(plans.get(wan), day).from()) : known;
    }

    private void put(String wan, Usage usage) {
        changed |= !usage.equals(usages.put(wan, usage));
    }

    /** Writes what changed, whenever it was written before. */
    public void save() {
        usages.entrySet()
                .removeIf(entry -> !plans.containsKey(entry.getKey())
                        && entry.getValue().from().isBefore(day.minusMonths(KEPT_MONTHS)));
        changed = changed && !file.write(usages);
    }

    /** What a link used of its plan; empty if it has none. */
    public Optional<DataUse> use(String wan) {
        return Optional.ofNullable(plans.get(wan))
                .map(plan ->
                        new DataUse(usage(wan).bytes(), PlanPeriod.of(plan, day).resets()));
    }

    /** Whether a link's plan is used up. */
    public boolean isUsedUp(String wan) {
        return plans.containsKey(wan) && usage(wan).toldPercent() == ALL_PERCENT;
    }
}
