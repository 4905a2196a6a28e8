package org.multiwanbond.engine.queue;

import org.multiwanbond.api.HotPath;

/**
 * One inner packet from its arrival until it is acknowledged or given up: first in the ingress queue, then, with its DSN,
 * as the copy from which it is sent again. Lent by a {@link UnitPool}. Confined to the send thread.
 */
@HotPath
public final class Unit {
    /** Fits an inner packet on a link of 1 500 octets; a longer one gets an array of its own. */
    static final int POOLED_BYTES = 1_664;

    /** What {@link #dsn} is before the unit has a number. */
    public static final long UNNUMBERED = -1;

    private byte[] octets = new byte[POOLED_BYTES];
    private int lengthBytes;
    private int flowHash;
    private int trafficClass;
    private long arrivedNs;
    private int life;
    private long dsn;
    private int flowLink;
    private long firstSentNs;
    private int copies;
    private int resends;
    private int triedMask;
    private int cut;
    private int cutArrivedMask;
    private boolean arrived;
    private boolean inQueue;
    private Unit next;

    /** Begins a life with a copy of this packet. */
    void begin(byte[] buf, int off, int len, long nowNs) {
        if (octets.length < len) {
            octets = new byte[len];
        }
        System.arraycopy(buf, off, octets, 0, len);
        lengthBytes = len;
        arrivedNs = nowNs;
        life++;
        dsn = UNNUMBERED;
        copies = 0;
        resends = 0;
        triedMask = 0;
        cut = 1;
        cutArrivedMask = 0;
        arrived = false;
        inQueue = false;
        next = null;
    }

    /** Lets go of an array made for a long packet. */
    void trim() {
        if (octets.length > POOLED_BYTES) {
            octets = new byte[POOLED_BYTES];
        }
    }

    /** Says which flow and class it belongs to. */
    public Unit belongs(int newFlowHash, int newTrafficClass) {
        flowHash = newFlowHash;
        trafficClass = newTrafficClass;
        return this;
    }

    /** Numbers it: from now on it is under way. */
    public void number(long newDsn, int newFlowLink, long nowNs) {
        dsn = newDsn;
        flowLink = newFlowLink;
        firstSentNs = nowNs;
    }

    /** A copy was given to a path, in so many pieces, 1 for a whole one. */
    public void sent(int path, int pieces) {
        triedMask |= 1 << path;
        if (pieces != cut) {
            cut = pieces;
            cutArrivedMask = 0;
        }
    }

    /** A packet that carries it or a piece of it is in flight. */
    public void tookOff() {
        copies++;
    }

    /** A packet that carried it is settled; answers whether none is in flight any more. */
    public boolean landed() {
        copies--;
        return copies == 0;
    }

    /** A piece arrived; {@code pieces} is 1 for a whole unit. */
    public void arrived(int piece, int pieces) {
        if (pieces == cut) {
            cutArrivedMask |= 1 << piece;
        }
        arrived |= pieces == 1 || cutArrivedMask == (1 << cut) - 1;
    }

    /** It is sent again; answers how often that has happened, this time included. */
    public int resent() {
        return ++resends;
    }

    public void inQueue(boolean isInQueue) {
        inQueue = isInQueue;
    }

    public boolean isInQueue() {
        return inQueue;
    }

    public boolean hasArrived() {
        return arrived;
    }

    public boolean isInFlight() {
        return copies > 0;
    }

    /** The inner packet; it begins at 0. */
    public byte[] octets() {
        return octets;
    }

    public int lengthBytes() {
        return lengthBytes;
    }

    public int flowHash() {
        return flowHash;
    }

    public int trafficClass() {
        return trafficClass;
    }

    public long arrivedNs() {
        return arrivedNs;
    }

    public long dsn() {
        return dsn;
    }

    public int flowLink() {
        return flowLink;
    }

    /** Differs whenever the object is lent anew. */
    public int life() {
        return life;
    }

    /** When it was sent for the first time. */
    public long firstSentNs() {
        return firstSentNs;
    }

    public int resends() {
        return resends;
    }

    /** Paths it was sent on so far. */
    public int triedMask() {
        return triedMask;
    }

    Unit next() {
        return next;
    }

    void next(Unit following) {
        next = following;
    }
}
