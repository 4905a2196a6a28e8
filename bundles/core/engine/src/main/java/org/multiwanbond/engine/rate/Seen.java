package org.multiwanbond.engine.rate;

import org.multiwanbond.api.HotPath;

/** What an acknowledgment said of the highest packet of its path; reused. Confined to the send thread. */
@HotPath
public final class Seen {
    private long number;
    private long sentNs;
    private int arrivedUs;
    private long sentOctets;
    private long arrivedOctets;
    private long rttNs;
    private long srttNs;

    /** The packet, when it left, and when it arrived by the low 32 bits of the peer's microsecond clock. */
    public Seen packet(long newNumber, long newSentNs, int newArrivedUs) {
        number = newNumber;
        sentNs = newSentNs;
        arrivedUs = newArrivedUs;
        return this;
    }

    /** Octets on the wire sent up to this packet, and arrived by then. */
    public Seen octets(long newSentOctets, long newArrivedOctets) {
        sentOctets = newSentOctets;
        arrivedOctets = newArrivedOctets;
        return this;
    }

    /** The latest and the smoothed round-trip time. */
    public Seen roundTrip(long newRttNs, long newSrttNs) {
        rttNs = newRttNs;
        srttNs = newSrttNs;
        return this;
    }

    long number() {
        return number;
    }

    long sentNs() {
        return sentNs;
    }

    int arrivedUs() {
        return arrivedUs;
    }

    long sentOctets() {
        return sentOctets;
    }

    long arrivedOctets() {
        return arrivedOctets;
    }

    long rttNs() {
        return rttNs;
    }

    long srttNs() {
        return srttNs;
    }
}
