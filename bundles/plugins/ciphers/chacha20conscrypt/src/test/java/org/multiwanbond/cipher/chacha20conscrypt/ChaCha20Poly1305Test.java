package org.multiwanbond.cipher.chacha20conscrypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.tck.CipherContract;
import org.multiwanbond.tck.CipherVector;
import org.multiwanbond.tck.JcaAead;
import org.multiwanbond.tck.ReferenceAead;

/** The contract with Conscrypt, which is used until the providers are measured; the platform is its twin. */
class ChaCha20Poly1305Test extends CipherContract {
    private static final int KEY_BYTES = 32;

    @Override
    protected CipherSuite suite() {
        return new ChaCha20Poly1305();
    }

    @Override
    protected List<CipherVector> vectors() {
        return CipherVector.CHACHA20_POLY1305;
    }

    @Override
    protected ReferenceAead twin() {
        return JcaAead.CHACHA20_POLY1305;
    }

    @Override
    protected long platformBytesPerSeal(int plaintextBytes) {
        return JcaAead.CHACHA20_POLY1305.by(Providers.provider()).bytesPerSeal(KEY_BYTES, plaintextBytes);
    }

    @Override
    protected long platformBytesPerOpen(int plaintextBytes) {
        return JcaAead.CHACHA20_POLY1305.by(Providers.provider()).bytesPerOpen(KEY_BYTES, plaintextBytes);
    }

    @Test
    void keepsTheLimitsOfTheProtocol() {
        assertThat(suite().keyBytes()).isEqualTo(KEY_BYTES);
        assertThat(suite().rekeyPackets()).isEqualTo(1L << 40);
        assertThat(suite().stopPackets()).isEqualTo(1L << 62);
    }
}
