package org.multiwanbond.netlab.sim.tcp;

/** Notices that a recovery was for nothing, by time stamps (RFC 3522) or by copies (RFC 3708), as Linux does. Confined to one thread. */
final class Undo {
    private boolean possible;
    private boolean retransmitted;
    private int firstStampUs;
    private int outstanding;

    void begin() {
        possible = true;
        retransmitted = false;
        outstanding = 0;
    }

    void end() {
        possible = false;
    }

    void retransmitted(int stampUs) {
        firstStampUs = retransmitted ? firstStampUs : stampUs;
        retransmitted = true;
        outstanding++;
    }

    void copySeen() {
        outstanding = Math.max(0, outstanding - 1);
    }

    /** Whether every retransmission has turned out to be a copy. */
    boolean isAllCopies() {
        return possible && retransmitted && outstanding == 0;
    }

    /** Whether the acknowledgement was caused by something sent before the first retransmission. */
    boolean isOriginal(int echoUs) {
        return possible && (!retransmitted || echoUs - firstStampUs < 0);
    }
}
