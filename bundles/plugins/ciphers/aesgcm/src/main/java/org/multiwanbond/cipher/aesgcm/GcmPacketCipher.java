package org.multiwanbond.cipher.aesgcm;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

/**
 * AES-GCM over one key, on heap arrays. Confined to one thread.
 *
 * <p>Sealing happens in place. Opening goes through an array of ours: given the same array for both sides, JDK 17
 * allocates another of its whole length per packet. As a gain, a refused packet stays as it came. The parameter object
 * per packet cannot be avoided: the provider keeps the array it gets to refuse its second use, so each needs its own.
 */
@HotPath
final class GcmPacketCipher implements PacketCipher {
    /** RFC 9001 §6.6: at most 2^23 packets under one key; half of it leaves time to agree on the next. */
    static final long REKEY_PACKETS = 1L << 22;

    static final long STOP_PACKETS = 1L << 23;

    /** Holds packets of a 1 500-octet link; taken when the first is opened, grown once if the link carries more. */
    private static final int USUAL_PACKET_BYTES = 2048;

    private final WipeableKey key;
    private final byte[] iv;
    private final byte[] nonce = new byte[NONCE_BYTES];
    private final Cipher cipher;
    private byte[] opened = {};
    private boolean closed;

    GcmPacketCipher(byte[] key, int keyBytes, byte[] iv) throws GeneralSecurityException {
        if (key.length != keyBytes || iv.length != NONCE_BYTES) {
            throw new InvalidKeyException("The key has " + key.length + " octets and its vector " + iv.length + ", not "
                    + keyBytes + " and " + NONCE_BYTES + ".");
        }
        this.key = new WipeableKey(key);
        this.iv = iv.clone();
        this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    }

    @Override
    public void seal(PacketBatch packets, int from, int count, long firstPacketNumber) {
        if (closed) {
            throw new IllegalStateException("The key is wiped.");
        }
        try {
            for (int i = 0; i < count; i++) {
                seal(packets, from + i, firstPacketNumber + i);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform does not seal packets from " + firstPacketNumber + " on.", e);
        }
    }

    private void seal(PacketBatch packets, int index, long packetNumber) throws GeneralSecurityException {
        byte[] slab = packets.slab();
        int offset = packets.offset(index);
        int lengthBytes = packets.lengthBytes(index);
        int plaintext = offset + HEADER_BYTES;
        cipher.init(Cipher.ENCRYPT_MODE, key, parameters(packetNumber));
        cipher.updateAAD(slab, offset, HEADER_BYTES);
        cipher.doFinal(slab, plaintext, lengthBytes - HEADER_BYTES, slab, plaintext);
        packets.resize(index, offset, lengthBytes + TAG_BYTES);
    }

    @Override
    public int open(PacketBatch packets, int from, int count, long[] packetNumbers) {
        int authentic = 0;
        for (int index = from; index < from + count; index++) {
            boolean genuine = open(packets, index, packetNumbers[index]);
            int lengthBytes = genuine ? packets.lengthBytes(index) - TAG_BYTES : REFUSED;
            packets.resize(index, packets.offset(index), lengthBytes);
            authentic += genuine ? 1 : 0;
        }
        return authentic;
    }

    private boolean open(PacketBatch packets, int index, long packetNumber) {
        int offset = packets.offset(index);
        int sealedBytes = packets.lengthBytes(index) - HEADER_BYTES;
        if (closed || sealedBytes < TAG_BYTES) {
            return false;
        }
        if (sealedBytes > opened.length) {
            opened = new byte[Math.max(USUAL_PACKET_BYTES, sealedBytes)];
        }
        byte[] slab = packets.slab();
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, parameters(packetNumber));
            cipher.updateAAD(slab, offset, HEADER_BYTES);
            cipher.doFinal(slab, offset + HEADER_BYTES, sealedBytes, opened, 0);
        } catch (GeneralSecurityException | ProviderException e) {
            // Forgeries are normal; whatever else the platform objects to is no genuine packet either.
            return false;
        }
        System.arraycopy(opened, 0, slab, offset + HEADER_BYTES, sealedBytes - TAG_BYTES);
        return true;
    }

    private GCMParameterSpec parameters(long packetNumber) {
        System.arraycopy(iv, 0, nonce, 0, NONCE_BYTES);
        for (int octet = NONCE_BYTES - 1, shift = 0; shift < Long.SIZE; octet--, shift += Byte.SIZE) {
            nonce[octet] ^= (byte) (packetNumber >>> shift);
        }
        return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        key.destroy();
        Arrays.fill(iv, (byte) 0);
        Arrays.fill(opened, (byte) 0);
        try {
            // The provider keeps a key schedule until it gets another key: the wiped one.
            cipher.init(Cipher.DECRYPT_MODE, key, parameters(0));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform does not let go of the key.", e);
        }
    }
}
