package org.multiwanbond.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiwanbond.api.config.DataPlan;

class PlanPeriodTest {
    @ParameterizedTest
    @CsvSource({
        "1, 2026-11-01, 2026-11-01, 2026-12-01",
        "1, 2026-11-30, 2026-11-01, 2026-12-01",
        "5, 2026-11-04, 2026-10-05, 2026-11-05",
        "5, 2026-11-05, 2026-11-05, 2026-12-05",
        "28, 2027-02-27, 2027-01-28, 2027-02-28",
        "28, 2027-02-28, 2027-02-28, 2027-03-28",
        "28, 2028-02-29, 2028-02-28, 2028-03-28",
        "28, 2027-03-01, 2027-02-28, 2027-03-28",
        "15, 2027-01-03, 2026-12-15, 2027-01-15",
        "1, 2026-12-31, 2026-12-01, 2027-01-01",
    })
    void aMonthGoesFromResetDayToResetDay(int resetDay, LocalDate day, LocalDate from, LocalDate resets) {
        DataPlan plan = new DataPlan(1, DataPlan.Period.MONTH, resetDay, DataPlan.Action.WARN);
        assertThat(PlanPeriod.of(plan, day)).isEqualTo(new PlanPeriod(from, resets));
    }

    @Test
    void everyDayLiesInExactlyOnePeriod() {
        for (int resetDay = 1; resetDay <= 28; resetDay++) {
            DataPlan plan = new DataPlan(1, DataPlan.Period.MONTH, resetDay, DataPlan.Action.WARN);
            PlanPeriod last = PlanPeriod.of(plan, LocalDate.of(2027, 1, 1));
            for (LocalDate day = LocalDate.of(2027, 1, 2); day.getYear() < 2029; day = day.plusDays(1)) {
                PlanPeriod period = PlanPeriod.of(plan, day);
                assertThat(day).isAfterOrEqualTo(period.from()).isBefore(period.resets());
                boolean next = period.from().equals(last.resets()) && day.equals(last.resets());
                assertThat(next || period.equals(last)).isTrue();
                last = period;
            }
        }
    }

    @Test
    void aDayIsADay() {
        DataPlan plan = new DataPlan(1, DataPlan.Period.DAY, 9, DataPlan.Action.WARN);
        assertThat(PlanPeriod.of(plan, LocalDate.of(2026, 12, 31)))
                .isEqualTo(new PlanPeriod(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 1)));
    }
}
