package org.multiwanbond.cipher.chacha20;

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

/** ChaCha20-Poly1305 (RFC 8439) from the platform's provider, for peers without AES instructions. Thread-safe. */
@Component(property = {CipherSuite.CIPHER + "=" + ChaCha20Poly1305.NAME, CipherSuite.SUITE + ":Integer=2"})
public final class ChaCha20Poly1305 implements CipherSuite {
    static final String NAME = "chacha20-poly1305";

    private final AeadSuite suite = new AeadSuite(
            NAME,
            Limits.ofChaCha20Poly1305(),
            List.of(ChaChaAead.PLATFORM),
            LoggerFactory.getLogger(ChaCha20Poly1305.class)::info);

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
