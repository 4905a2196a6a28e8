package org.multiwanbond.engine.path;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.queue.Unit;

/** Is told what became of the units that packets carried. Confined to the send thread. */
@HotPath
public interface SentSink {
    /** A packet with this unit, or a piece of it, was settled, and the unit told if it arrived. */
    void settled(Unit unit);

    /** A packet with this unit, or a piece of it, is lost or may be: the unit has to go again. */
    void missed(Unit unit);
}
