package org.multiwanbond.cipher.aesgcm;

import java.security.GeneralSecurityException;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** AES-GCM with a key of 128 bits (NIST SP 800-38D) from the platform's provider. Thread-safe. */
@Component(property = {CipherSuite.CIPHER + "=aes-128-gcm", CipherSuite.SUITE + ":Integer=3"})
public final class Aes128Gcm implements CipherSuite {
    private static final int KEY_BYTES = 16;

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
        return GcmPacketCipher.REKEY_PACKETS;
    }

    @Override
    public long stopPackets() {
        return GcmPacketCipher.STOP_PACKETS;
    }

    @Override
    public PacketCipher create(byte[] key, byte[] iv) throws GeneralSecurityException {
        return new GcmPacketCipher(key, KEY_BYTES, iv);
    }
}
