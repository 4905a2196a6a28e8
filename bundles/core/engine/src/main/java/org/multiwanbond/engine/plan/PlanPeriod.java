package org.multiwanbond.engine.plan;

import java.time.LocalDate;
import org.multiwanbond.api.config.DataPlan;

/**
 * One period of a data plan. Thread-safe: immutable.
 *
 * @param from first day
 * @param resets first day of the next one
 */
record PlanPeriod(LocalDate from, LocalDate resets) {
    /** The period of {@code plan} this day lies in. */
    static PlanPeriod of(DataPlan plan, LocalDate day) {
        if (plan.period() == DataPlan.Period.DAY) {
            return new PlanPeriod(day, day.plusDays(1));
        }
        LocalDate inThisMonth = day.withDayOfMonth(plan.resetDay());
        LocalDate from = day.isBefore(inThisMonth) ? inThisMonth.minusMonths(1) : inThisMonth;
        return new PlanPeriod(from, from.plusMonths(1));
    }
}
