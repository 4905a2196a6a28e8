package org.multiwanbond.api.cipher;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.packet.PacketBatch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Seals or opens runs of packets under one key. Confined to one thread, and used for one of the two jobs only.
 *
 * <p>A packet in the batch is header (16 octets, the additional data), plaintext or ciphertext, tag; the nonce is the
 * initialisation vector with the 64-bit packet number XORed into its last eight octets.
 */
@HotPath
@ConsumerType
public interface PacketCipher extends AutoCloseable {
    /** What {@link #open} writes as length of a packet it refuses. */
    int REFUSED = 0;

    /**
     * Encrypts packets in place and appends their tags, for which the batch has room; each length grows by 16.
     *
     * @param packets header and plaintext of each packet
     * @param from index of the first packet
     * @param count packets to seal, at least 1
     * @param firstPacketNumber number of the first; the following ones count up by 1
     */
    void seal(PacketBatch packets, int from, int count, long firstPacketNumber);

    /**
     * Verifies and decrypts packets in place; each length shrinks by 16, or becomes {@link #REFUSED} if the tag is wrong.
     *
     * @param packets header, ciphertext and tag of each packet
     * @param from index of the first packet
     * @param count packets to open, at least 1
     * @param packetNumbers number of each, at the index of its packet
     * @return how many were authentic
     */
    int open(PacketBatch packets, int from, int count, long[] packetNumbers);

    /** Wipes the key. */
    @Override
    void close();
}
