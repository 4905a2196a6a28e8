package org.multiwanbond.api.cipher.support;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A provider of one AEAD algorithm. Thread-safe.
 *
 * @param name the provider, as it is to stand in the log: {@code platform}
 * @param passing how arrays may be passed to what {@code maker} makes
 * @param maker makes it
 */
public record AeadSource(String name, Passing passing, Maker maker) {
    /** Makes the algorithm ready for one key. Thread-safe. */
    @FunctionalInterface
    @ConsumerType
    public interface Maker {
        /**
         * The algorithm under a key, which is copied.
         *
         * @throws GeneralSecurityException if the provider lacks the algorithm
         */
        Aead make(byte[] key) throws GeneralSecurityException;
    }

    /** Packets are sealed and opened by it from here on. */
    PacketCipher cipher(byte[] key, byte[] iv) throws GeneralSecurityException {
        return new AeadCipher(maker.make(key), passing, iv);
    }

    /**
     * Seals and opens a packet, refuses a forged one and lets go of the key, so that all classes for it are loaded before
     * packets come, and are there when the bundle has gone.
     *
     * @param keyBytes octets of the key
     * @throws GeneralSecurityException if the provider does not do as it should
     */
    public void rehearse(int keyBytes) throws GeneralSecurityException {
        PacketBatch packets = new PacketBatch(1, 2 * HEADER_BYTES + TAG_BYTES, 0, TAG_BYTES);
        int payload = packets.offset(packets.append(2 * HEADER_BYTES)) + HEADER_BYTES;
        byte[] key = new byte[keyBytes];
        byte[] iv = new byte[NONCE_BYTES];
        Arrays.fill(key, (byte) 0x3c);
        try (PacketCipher sealing = cipher(key, iv);
                PacketCipher opening = cipher(key, iv)) {
            sealing.seal(packets, 0, 1, 0);
            boolean sealed = packets.slab()[payload] != 0 || packets.slab()[payload + 1] != 0;
            packets.slab()[payload] ^= 1;
            boolean refused = opening.open(packets, 0, 1, new long[1]) == 0;
            packets.slab()[payload] ^= 1;
            packets.resize(0, 0, 2 * HEADER_BYTES + TAG_BYTES);
            boolean opened = opening.open(packets, 0, 1, new long[1]) == 1 && packets.slab()[payload] == 0;
            if (!sealed || !refused || !opened) {
                throw new GeneralSecurityException(name + " does not seal and open as it should");
            }
        } catch (IllegalStateException e) {
            throw new GeneralSecurityException(name + " does not seal", e);
        }
    }
}
