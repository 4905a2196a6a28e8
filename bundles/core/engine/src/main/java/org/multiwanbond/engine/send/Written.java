package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;

/** Where a DATA payload stands that was just written; reused. Confined to the send thread. */
@HotPath
final class Written {
    private byte[] buf = {};
    private int off;
    private int len;
    private int inner;
    private int trafficClass;

    /** A payload of {@code newLen} octets whose inner packet begins at {@code newInner}. */
    Written at(byte[] newBuf, int newOff, int newLen, int newInner, int newTrafficClass) {
        buf = newBuf;
        off = newOff;
        len = newLen;
        inner = newInner;
        trafficClass = newTrafficClass;
        return this;
    }

    byte[] buf() {
        return buf;
    }

    int off() {
        return off;
    }

    int len() {
        return len;
    }

    int inner() {
        return inner;
    }

    int trafficClass() {
        return trafficClass;
    }
}
