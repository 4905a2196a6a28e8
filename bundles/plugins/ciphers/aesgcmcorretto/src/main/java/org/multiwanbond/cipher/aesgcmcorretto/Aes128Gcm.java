package org.multiwanbond.cipher.aesgcmcorretto;

import java.security.GeneralSecurityException;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.cipher.support.AeadSuite;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.ServiceRanking;

/** AES-GCM with a key of 128 bits (NIST SP 800-38D), by Corretto or the platform. Thread-safe. */
@Component(
        enabled = false,
        property = {CipherSuite.CIPHER + "=" + Aes128Gcm.NAME, CipherSuite.SUITE + ":Integer=3"})
@ServiceRanking(100)
public final class Aes128Gcm implements CipherSuite {
    static final String NAME = "aes-128-gcm";
    static final int KEY_BYTES = 16;

    private final AeadSuite suite = Corretto.suite(NAME, KEY_BYTES);

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
