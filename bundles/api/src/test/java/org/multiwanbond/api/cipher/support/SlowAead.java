package org.multiwanbond.api.cipher.support;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

/** Does nothing but let time pass: as much for each opened packet as it is told, none for a sealed one. */
final class SlowAead implements Aead {
    private final AtomicLong clockNs;
    private final LongUnaryOperator packetNs;
    private final boolean deaf;
    private boolean opens;

    /** How long a packet takes may depend on the time it is. */
    SlowAead(AtomicLong clockNs, LongUnaryOperator packetNs) {
        this(clockNs, packetNs, false);
    }

    private SlowAead(AtomicLong clockNs, LongUnaryOperator packetNs, boolean deaf) {
        this.clockNs = clockNs;
        this.packetNs = packetNs;
        this.deaf = deaf;
    }

    /** One that opens nothing. */
    static SlowAead deaf() {
        return new SlowAead(new AtomicLong(), at -> 0, true);
    }

    @Override
    public void beginSealing(byte[] nonce, byte[] header, int headerOffset) {
        opens = false;
    }

    @Override
    public void beginOpening(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
        if (deaf) {
            throw new GeneralSecurityException("deaf");
        }
        opens = true;
    }

    @Override
    public void finish(byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset) {
        clockNs.addAndGet(opens ? packetNs.applyAsLong(clockNs.get()) : 0);
    }

    @Override
    public void close() {
        // There is no key.
    }
}
