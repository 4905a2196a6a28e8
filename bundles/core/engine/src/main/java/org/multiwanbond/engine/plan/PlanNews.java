package org.multiwanbond.engine.plan;

import org.multiwanbond.api.config.DataPlan;

/** Is told what becomes of data plans. Called on the control thread. */
public interface PlanNews {
    /** A link reached 80 or 100 per cent of its plan. */
    void reached(String wan, DataPlan plan, int percent);

    /** A link whose plan was used up may carry data again. */
    void renewed(String wan, DataPlan plan);
}
