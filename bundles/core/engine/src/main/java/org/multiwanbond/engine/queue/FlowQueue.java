package org.multiwanbond.engine.queue;

import org.multiwanbond.api.HotPath;

/** The waiting packets of one flow, or of several whose hashes collide. Confined to the send thread. */
@HotPath
public final class FlowQueue {
    private final UnitList units = new UnitList();
    private final CoDel codel = new CoDel();
    private long deficitBytes;
    private boolean young;
    private boolean listed;
    private int heldMask;
    private int heldPackets;
    private Unit judged;
    private FlowQueue next;

    UnitList units() {
        return units;
    }

    CoDel codel() {
        return codel;
    }

    /** The packet at the head; there must be one. */
    public Unit first() {
        return units.first();
    }

    public int packets() {
        return units.count();
    }

    /** Octets of the first {@code packets}. */
    public int bytesOf(int packets) {
        return units.bytesOf(packets);
    }

    /** Whether it came up a moment ago with a single packet. */
    public boolean isSparse() {
        return young && units.count() == 1;
    }

    /** Remembers where the next packets were placed, though there is no room yet. */
    public void hold(int pathMask, int packets) {
        heldMask = pathMask;
        heldPackets = packets;
    }

    /** The paths the next {@link #heldPackets} packets were placed on, 0 for none. */
    public int heldMask() {
        return heldPackets > 0 ? heldMask : 0;
    }

    public int heldPackets() {
        return heldPackets;
    }

    /** The head was already judged: it stays. */
    boolean isJudged() {
        return judged == units.first();
    }

    void judged(Unit unit) {
        judged = unit;
    }

    void usedOne() {
        heldPackets = Math.max(0, heldPackets - 1);
    }

    long deficitBytes() {
        return deficitBytes;
    }

    void deficitBytes(long bytes) {
        deficitBytes = bytes;
    }

    boolean isYoung() {
        return young;
    }

    void young(boolean isYoung) {
        young = isYoung;
    }

    boolean isListed() {
        return listed;
    }

    void listed(boolean isListed) {
        listed = isListed;
    }

    FlowQueue next() {
        return next;
    }

    void next(FlowQueue following) {
        next = following;
    }
}
