package org.multiwanbond.cipher.chacha20;

import java.security.GeneralSecurityException;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** ChaCha20-Poly1305 (RFC 8439) from the platform's provider, for peers without AES instructions. Thread-safe. */
@Component(property = {CipherSuite.CIPHER + "=chacha20-poly1305", CipherSuite.SUITE + ":Integer=2"})
public final class ChaCha20Poly1305 implements CipherSuite {
    private static final int KEY_BYTES = 32;

    /** MWB protocol §3; RFC 9001 §6.6 has no limit below the number of packets possible. */
    private static final long REKEY_PACKETS = 1L << 40;

    /** MWB protocol §3: "PN 2^62: close." */
    private static final long STOP_PACKETS = 1L << 62;

    private final WarmUp warmUp = new WarmUp(this, System::nanoTime);

    @Activate
    void activate() {
        warmUp.start();
    }

    @Deactivate
    void deactivate() {
        warmUp.stop();
    }

    @Override
    public int keyBytes() {
        return KEY_BYTES;
    }

    @Override
    public long rekeyPackets() {
        return REKEY_PACKETS;
    }

    @Override
    public long stopPackets() {
        return STOP_PACKETS;
    }

    @Override
    public PacketCipher create(byte[] key, byte[] iv) throws GeneralSecurityException {
        return new ChaChaPacketCipher(key, iv);
    }
}
