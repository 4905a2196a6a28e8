package org.multiwanbond.cipher.chacha20conscrypt;

import java.security.GeneralSecurityException;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.cipher.support.AeadSuite;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.ServiceRanking;

/** ChaCha20-Poly1305 (RFC 8439), by Conscrypt or the platform. Thread-safe. */
@Component(
        enabled = false,
        property = {CipherSuite.CIPHER + "=" + ChaCha20Poly1305.NAME, CipherSuite.SUITE + ":Integer=2"})
@ServiceRanking(100)
public final class ChaCha20Poly1305 implements CipherSuite {
    static final String NAME = "chacha20-poly1305";

    private final AeadSuite suite = Providers.suite(NAME);

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
