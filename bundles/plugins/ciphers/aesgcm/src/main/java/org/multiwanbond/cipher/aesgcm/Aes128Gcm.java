package org.multiwanbond.cipher.aesgcm;

import java.security.GeneralSecurityException;
import java.util.List;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.cipher.support.AeadSuite;
import org.multiwanbond.api.cipher.support.Limits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.LoggerFactory;

/** AES-GCM with a key of 128 bits (NIST SP 800-38D) from the platform's provider. Thread-safe. */
@Component(property = {CipherSuite.CIPHER + "=" + Aes128Gcm.NAME, CipherSuite.SUITE + ":Integer=3"})
public final class Aes128Gcm implements CipherSuite {
    static final String NAME = "aes-128-gcm";

    private final AeadSuite suite = new AeadSuite(
            NAME, Limits.ofAesGcm(16), List.of(GcmAead.PLATFORM), LoggerFactory.getLogger(Aes128Gcm.class)::info);

    @Activate
    void activate() {
        suite.start();
    }

    @Deactivate
    void deactivate() {
        suite.stop();
    }

    @Override
    public int keyBytes() {
        return suite.keyBytes();
    }

    @Override
    public long rekeyPackets() {
        return suite.rekeyPackets();
    }

    @Override
    public long stopPackets() {
        return suite.stopPackets();
    }

    @Override
    public PacketCipher create(byte[] key, byte[] iv) throws GeneralSecurityException {
        return suite.create(key, iv);
    }
}
