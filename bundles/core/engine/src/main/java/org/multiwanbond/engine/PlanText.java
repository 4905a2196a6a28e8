package org.multiwanbond.engine;

import java.math.BigDecimal;
import org.multiwanbond.api.config.DataPlan;

/** Sentences about data plans. Thread-safe: stateless. */
final class PlanText {
    static final int ALL_PERCENT = 100;
    /** A GB is 10^9 octets. */
    private static final int GIGA_DIGITS = 9;

    private PlanText() {}

    /** This much of a plan is used. */
    static String reached(String wan, DataPlan plan, int percent) {
        String allowed = "its data plan of " + gigabytes(plan) + when(plan);
        if (percent < ALL_PERCENT) {
            return "Link " + wan + " has used " + percent + " % of " + allowed + ".";
        }
        return "Link " + wan + " has used up " + allowed
                + (plan.action() == DataPlan.Action.STANDBY ? ": it carries data only while no other link can." : ".");
    }

    /** The plan counts from nothing again. */
    static String renewed(String wan, DataPlan plan) {
        return "Link " + wan + " has " + gigabytes(plan) + when(plan) + " again.";
    }

    private static String gigabytes(DataPlan plan) {
        return BigDecimal.valueOf(plan.quotaBytes(), GIGA_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString() + " GB";
    }

    private static String when(DataPlan plan) {
        return plan.period() == DataPlan.Period.DAY ? " today" : " this month";
    }
}
