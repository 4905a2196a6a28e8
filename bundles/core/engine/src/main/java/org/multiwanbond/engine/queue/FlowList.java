package org.multiwanbond.engine.queue;

import org.multiwanbond.api.HotPath;

/** Flows in a row; a flow is in one list at most. Confined to the send thread. */
@HotPath
final class FlowList {
    private FlowQueue first;
    private FlowQueue last;
    private int count;

    void add(FlowQueue flow) {
        flow.next(null);
        if (count == 0) {
            first = flow;
        } else {
            last.next(flow);
        }
        last = flow;
        count++;
    }

    FlowQueue first() {
        return first;
    }

    FlowQueue take() {
        FlowQueue flow = first;
        first = flow.next();
        flow.next(null);
        count--;
        return flow;
    }

    int count() {
        return count;
    }
}
