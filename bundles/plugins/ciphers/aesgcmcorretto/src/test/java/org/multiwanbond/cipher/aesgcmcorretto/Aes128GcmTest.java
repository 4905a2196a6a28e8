package org.multiwanbond.cipher.aesgcmcorretto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.tck.CipherContract;
import org.multiwanbond.tck.CipherVector;
import org.multiwanbond.tck.JcaAead;
import org.multiwanbond.tck.ReferenceAead;

/** The contract with Corretto, which is used until the providers are measured; the platform is its twin. */
class Aes128GcmTest extends CipherContract {
    @Override
    protected CipherSuite suite() {
        return new Aes128Gcm();
    }

    @Override
    protected List<CipherVector> vectors() {
        return CipherVector.AES_128_GCM;
    }

    @Override
    protected ReferenceAead twin() {
        return JcaAead.AES_GCM;
    }

    @Override
    protected long platformBytesPerSeal(int plaintextBytes) {
        return JcaAead.AES_GCM.by(Corretto.provider()).bytesPerSeal(Aes128Gcm.KEY_BYTES, plaintextBytes);
    }

    @Override
    protected long platformBytesPerOpen(int plaintextBytes) {
        return JcaAead.AES_GCM.by(Corretto.provider()).bytesPerOpen(Aes128Gcm.KEY_BYTES, plaintextBytes);
    }

    @Test
    void keepsTheLimitsOfTheProtocol() {
        assertThat(suite().keyBytes()).isEqualTo(16);
        assertThat(suite().rekeyPackets()).isEqualTo(1L << 22);
        assertThat(suite().stopPackets()).isEqualTo(1L << 23);
    }
}
