package org.multiwanbond.cipher.aesgcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.tck.CipherContract;
import org.multiwanbond.tck.CipherVector;
import org.multiwanbond.tck.JcaAead;
import org.multiwanbond.tck.ReferenceAead;

class Aes256GcmTest extends CipherContract {
    private static final int KEY_BYTES = 32;

    @Override
    protected CipherSuite suite() {
        return new Aes256Gcm();
    }

    @Override
    protected List<CipherVector> vectors() {
        return CipherVector.AES_256_GCM;
    }

    @Override
    protected ReferenceAead twin() {
        return JcaAead.AES_GCM;
    }

    @Override
    protected long platformBytesPerSeal(int plaintextBytes) {
        return JcaAead.AES_GCM.bytesPerSeal(KEY_BYTES, plaintextBytes);
    }

    @Override
    protected long platformBytesPerOpen(int plaintextBytes) {
        return JcaAead.AES_GCM.bytesPerOpen(KEY_BYTES, plaintextBytes);
    }

    @Test
    void keepsTheLimitsOfTheProtocol() {
        assertThat(suite().keyBytes()).isEqualTo(KEY_BYTES);
        assertThat(suite().rekeyPackets()).isEqualTo(1L << 22);
        assertThat(suite().stopPackets()).isEqualTo(1L << 23);
    }
}
