package org.multiwanbond.api.cipher;

import java.security.GeneralSecurityException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An AEAD algorithm for packets: nonce 12 octets, tag 16. Thread-safe. Registered as a service with the properties
 * {@link #CIPHER} and {@link #SUITE}; of several with the same suite number the highest service ranking is used.
 */
@ConsumerType
public interface CipherSuite {
    /** Service property (String): the name people type, such as {@code aes-256-gcm}. */
    String CIPHER = "mwb.cipher";

    /** Service property (Integer): the number on the wire, 1 to 127 ours, 128 to 191 for third parties. */
    String SUITE = "mwb.suite";

    int NONCE_BYTES = 12;

    int TAG_BYTES = 16;

    /** Octets of additional data: the packet header that stands right before the plaintext. */
    int HEADER_BYTES = 16;

    /** Octets of the key. */
    int keyBytes();

    /** Packets after which a key should be replaced. */
    long rekeyPackets();

    /** Packets after which a key must no longer be used. */
    long stopPackets();

    /**
     * A cipher for one key, path and direction. The arrays are copied.
     *
     * @throws GeneralSecurityException if the platform lacks the algorithm
     */
    PacketCipher create(byte[] key, byte[] iv) throws GeneralSecurityException;
}
