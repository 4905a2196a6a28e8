package org.multiwanbond.engine.fec;

/** Takes the packets that repair brought back. Called on the thread that fed the decoder. */
@FunctionalInterface
public interface RecoveredSink {
    /**
     * A whole unit or fragment as a legal DATA payload: no copy, retransmission or FEC-member flag, timestamp 0 (it says
     * nothing about the path). The array is the decoder's and lasts until this returns.
     */
    void recovered(byte[] payload, int off, int len);
}
