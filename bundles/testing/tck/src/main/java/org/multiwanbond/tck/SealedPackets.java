package org.multiwanbond.tck;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;

import java.util.Arrays;
import java.util.Random;
import org.multiwanbond.api.packet.PacketBatch;

/** Packets for the cipher contract, as arrays and in batches. Thread-safe: stateless. */
final class SealedPackets {
    /** What lies around the packets of a batch and must still lie there afterwards. */
    private static final byte GUARD = 0x5c;

    private static final int GUARD_BYTES = 7;

    private SealedPackets() {}

    /** Header and plaintext of random content. */
    static byte[] plain(int plaintextBytes, Random random) {
        byte[] packet = new byte[HEADER_BYTES + plaintextBytes];
        random.nextBytes(packet);
        return packet;
    }

    /** A batch of these packets, each with room for a tag and guard octets around it. */
    static PacketBatch batch(byte[]... packets) {
        int slabBytes = GUARD_BYTES;
        for (byte[] packet : packets) {
            slabBytes += GUARD_BYTES + packet.length + TAG_BYTES + GUARD_BYTES;
        }
        PacketBatch batch = new PacketBatch(packets.length, slabBytes, GUARD_BYTES, TAG_BYTES + GUARD_BYTES);
        Arrays.fill(batch.slab(), GUARD);
        for (byte[] packet : packets) {
            System.arraycopy(packet, 0, batch.slab(), batch.freeOffset(), packet.length);
            batch.append(packet.length);
        }
        return batch;
    }

    static byte[] packet(PacketBatch batch, int index) {
        int offset = batch.offset(index);
        return Arrays.copyOfRange(batch.slab(), offset, offset + batch.lengthBytes(index));
    }

    /** Whether the octets before each packet and after the room for its tag are as {@link #batch} left them. */
    static boolean guardsStand(PacketBatch batch, int plainBytesOfEach) {
        for (int index = 0; index < batch.count(); index++) {
            int offset = batch.offset(index);
            if (!guards(batch.slab(), offset - GUARD_BYTES)
                    || !guards(batch.slab(), offset + plainBytesOfEach + TAG_BYTES)) {
                return false;
            }
        }
        return true;
    }

    /** The packet as the reference seals it. */
    static byte[] sealed(ReferenceAead reference, byte[] key, byte[] iv, long packetNumber, byte[] plain)
            throws Exception {
        byte[] header = Arrays.copyOf(plain, HEADER_BYTES);
        byte[] plaintext = Arrays.copyOfRange(plain, HEADER_BYTES, plain.length);
        byte[] sealed = reference.seal(key, nonce(iv, packetNumber), header, plaintext);
        byte[] packet = Arrays.copyOf(header, HEADER_BYTES + sealed.length);
        System.arraycopy(sealed, 0, packet, HEADER_BYTES, sealed.length);
        return packet;
    }

    static byte[] flipped(byte[] packet, int bit) {
        byte[] copy = packet.clone();
        copy[bit >> 3] ^= (byte) (1 << (bit & 7));
        return copy;
    }

    private static byte[] nonce(byte[] iv, long packetNumber) {
        byte[] nonce = iv.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[NONCE_BYTES - 1 - i] ^= (byte) (packetNumber >>> 8 * i);
        }
        return nonce;
    }

    private static boolean guards(byte[] slab, int offset) {
        for (int i = 0; i < GUARD_BYTES; i++) {
            if (slab[offset + i] != GUARD) {
                return false;
            }
        }
        return true;
    }
}
