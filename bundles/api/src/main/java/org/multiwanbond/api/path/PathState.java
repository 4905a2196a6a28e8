package org.multiwanbond.api.path;

/** What a path is good for at the moment. */
public enum PathState {
    /** Known, not yet announced to the peer. */
    NEW,
    /** Announced; waits for the answer to its challenge. */
    VALIDATING,
    /** Carries data. */
    ACTIVE,
    /** Validated and probed, carries data only when no ACTIVE path can. */
    STANDBY,
    /** Stopped answering a moment ago: no new data, what was in flight goes out on the others. */
    SUSPECT,
    /** Does not answer, has no address, or its device is gone. */
    DOWN
}
