package org.multiwanbond.cipher.chacha20;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

/**
 * ChaCha20-Poly1305 over one key, on heap arrays. Confined to one thread.
 *
 * <p>Sealing happens in place. To be opened a packet is copied to the front of an array of ours: from anywhere else JDK 17
 * makes two copies of its own, 5 900 instead of 2 400 octets for each packet of 1 400. A refused packet stays as it came.
 *
 * <p>JDK 17 refuses to be initialised with the key and nonce of the last time, for opening too, so a forged packet would
 * shut out the genuine one with its number. Before the same number is opened again, a nonce no packet can have is set:
 * the packet number reaches only the last eight octets, and that nonce differs in the first.
 */
@HotPath
final class ChaChaPacketCipher implements PacketCipher {
    private static final int KEY_BYTES = 32;

    /** Holds packets of a 1 500-octet link; taken when the first is opened, grown once if the link carries more. */
    private static final int USUAL_PACKET_BYTES = 2048;

    private final WipeableKey key;
    private final byte[] iv;
    private final byte[] nonce = new byte[NONCE_BYTES];
    private final Cipher cipher;
    private byte[] sealed = {};
    private boolean opens;
    private long lastOpened;
    private boolean closed;

    ChaChaPacketCipher(byte[] key, byte[] iv) throws GeneralSecurityException {
        if (key.length != KEY_BYTES || iv.length != NONCE_BYTES) {
            throw new InvalidKeyException("The key has " + key.length + " octets and its vector " + iv.length + ", not "
                    + KEY_BYTES + " and " + NONCE_BYTES + ".");
        }
        this.key = new WipeableKey(key);
        this.iv = iv.clone();
        this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
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
        cipher.init(Cipher.ENCRYPT_MODE, key, parameters(packetNumber, 0));
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
        if (sealedBytes > sealed.length) {
            sealed = new byte[Math.max(USUAL_PACKET_BYTES, sealedBytes)];
        }
        byte[] slab = packets.slab();
        System.arraycopy(slab, offset + HEADER_BYTES, sealed, 0, sealedBytes);
        try {
            initToOpen(packetNumber);
            cipher.updateAAD(slab, offset, HEADER_BYTES);
            cipher.doFinal(sealed, 0, sealedBytes, slab, offset + HEADER_BYTES);
            return true;
        } catch (GeneralSecurityException | ProviderException e) {
            // Forgeries are normal; whatever else the platform objects to is no genuine packet either.
            return false;
        }
    }

    private void initToOpen(long packetNumber) throws GeneralSecurityException {
        if (opens && packetNumber == lastOpened) {
            cipher.init(Cipher.DECRYPT_MODE, key, parameters(packetNumber, 1));
        }
        opens = true;
        lastOpened = packetNumber;
        cipher.init(Cipher.DECRYPT_MODE, key, parameters(packetNumber, 0));
    }

    private IvParameterSpec parameters(long packetNumber, int firstOctetChange) {
        System.arraycopy(iv, 0, nonce, 0, NONCE_BYTES);
        nonce[0] ^= (byte) firstOctetChange;
        for (int octet = NONCE_BYTES - 1, shift = 0; shift < Long.SIZE; octet--, shift += Byte.SIZE) {
            nonce[octet] ^= (byte) (packetNumber >>> shift);
        }
        return new IvParameterSpec(nonce);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        key.destroy();
        Arrays.fill(iv, (byte) 0);
        Arrays.fill(sealed, (byte) 0);
        try {
            // The provider keeps the key until it gets another: the wiped one.
            cipher.init(Cipher.DECRYPT_MODE, key, parameters(0, 0));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform does not let go of the key.", e);
        }
    }
}
