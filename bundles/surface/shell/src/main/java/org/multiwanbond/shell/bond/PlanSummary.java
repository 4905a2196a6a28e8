package org.multiwanbond.shell.bond;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.status.DataUse;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.shell.text.Units;

/** What a link used of its data plan, for people and programs. Thread-safe: stateless. */
public final class PlanSummary {
    private PlanSummary() {}

    /** {@code 7.2 of 10 GB this month}; empty if there is no plan. */
    public static String text(LinkStatus link) {
        return link.settings()
                .plan()
                .flatMap(plan -> link.dataUse().map(use -> text(plan, use)))
                .orElse("");
    }

    private static String text(DataPlan plan, DataUse use) {
        String when = plan.period() == DataPlan.Period.DAY ? " today" : " this month";
        return Units.part(use.usedBytes(), plan.quotaBytes()) + when;
    }

    /** What follows from a plan that is used up, to be put behind other words; empty if it is not. */
    public static String consequence(LinkStatus link) {
        if (!isUsedUp(link)) {
            return "";
        }
        boolean standby = link.settings().plan().orElseThrow().action() == DataPlan.Action.STANDBY;
        return standby ? "; used up: carries data only while no other link can" : "; used up";
    }

    private static boolean isUsedUp(LinkStatus link) {
        return link.settings()
                .plan()
                .flatMap(plan -> link.dataUse().map(use -> use.usedBytes() >= plan.quotaBytes()))
                .orElse(false);
    }

    /** The plan and its use; empty if there is no plan. */
    static Optional<Map<String, Object>> json(LinkStatus link) {
        return link.settings().plan().flatMap(plan -> link.dataUse().map(use -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("usedBytes", use.usedBytes());
            json.put("quotaBytes", plan.quotaBytes());
            json.put("period", StatusJson.word(plan.period()));
            json.put("resets", use.resets().toString());
            json.put("action", StatusJson.word(plan.action()));
            json.put("usedUp", isUsedUp(link));
            return json;
        }));
    }
}
