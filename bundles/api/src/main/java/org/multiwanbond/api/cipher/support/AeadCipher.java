package org.multiwanbond.api.cipher.support;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.util.Arrays;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

/** Seals and opens the packets of a run, one after the other, by an {@link Aead}. Confined to one thread. */
@HotPath
public final class AeadCipher implements PacketCipher {
    private final Aead aead;
    private final Passing passing;
    private final byte[] iv;
    private final byte[] nonce = new byte[NONCE_BYTES];
    private final Scratch ins = new Scratch();
    private final Scratch outs = new Scratch();
    private boolean closed;

    /**
     * A cipher around an algorithm with its key.
     *
     * @param aead becomes this cipher's, which closes it
     * @param passing how it takes arrays
     * @param iv 12 octets, copied
     * @throws InvalidKeyException if the initialisation vector has another length
     */
    public AeadCipher(Aead aead, Passing passing, byte[] iv) throws InvalidKeyException {
        if (iv.length != NONCE_BYTES) {
            throw new InvalidKeyException(
                    "The initialisation vector has " + iv.length + " octets, not " + NONCE_BYTES + ".");
        }
        this.aead = aead;
        this.passing = passing;
        this.iv = iv.clone();
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
            throw new IllegalStateException("The provider does not seal packets from " + firstPacketNumber + " on.", e);
        }
    }

    private void seal(PacketBatch packets, int index, long packetNumber) throws GeneralSecurityException {
        byte[] slab = packets.slab();
        int offset = packets.offset(index);
        int lengthBytes = packets.lengthBytes(index);
        int body = offset + HEADER_BYTES;
        int bodyBytes = lengthBytes - HEADER_BYTES;
        setNonce(packetNumber);
        aead.beginSealing(nonce, slab, offset);
        if (passing.sealsApart()) {
            byte[] in = ins.of(bodyBytes);
            byte[] out = outs.of(bodyBytes + TAG_BYTES);
            System.arraycopy(slab, body, in, 0, bodyBytes);
            aead.finish(in, 0, bodyBytes, out, 0);
            System.arraycopy(out, 0, slab, body, bodyBytes + TAG_BYTES);
        } else {
            aead.finish(slab, body, bodyBytes, slab, body);
        }
        packets.resize(index, offset, lengthBytes + TAG_BYTES);
    }

    @Override
    public int open(PacketBatch packets, int from, int count, long[] packetNumbers) {
        int authentic = 0;
        for (int index = from; index < from + count; index++) {
            boolean genuine = isGenuine(packets, index, packetNumbers[index]);
            int lengthBytes = genuine ? packets.lengthBytes(index) - TAG_BYTES : REFUSED;
            packets.resize(index, packets.offset(index), lengthBytes);
            authentic += genuine ? 1 : 0;
        }
        return authentic;
    }

    private boolean isGenuine(PacketBatch packets, int index, long packetNumber) {
        int sealedBytes = packets.lengthBytes(index) - HEADER_BYTES;
        if (closed || sealedBytes < TAG_BYTES) {
            return false;
        }
        setNonce(packetNumber);
        try {
            open(packets.slab(), packets.offset(index), sealedBytes);
            return true;
        } catch (GeneralSecurityException | ProviderException e) {
            // Forgeries are normal; whatever else the provider objects to is no genuine packet either.
            return false;
        }
    }

    private void open(byte[] slab, int offset, int sealedBytes) throws GeneralSecurityException {
        int body = offset + HEADER_BYTES;
        byte[] in = slab;
        byte[] out = slab;
        int inOffset = body;
        int outOffset = body;
        if (passing.opensFromCopy()) {
            in = ins.of(sealedBytes);
            inOffset = 0;
            System.arraycopy(slab, body, in, 0, sealedBytes);
        }
        if (passing.opensIntoCopy()) {
            out = outs.of(sealedBytes);
            outOffset = 0;
        }
        aead.beginOpening(nonce, slab, offset);
        aead.finish(in, inOffset, sealedBytes, out, outOffset);
        if (passing.opensIntoCopy()) {
            System.arraycopy(out, 0, slab, body, sealedBytes - TAG_BYTES);
        }
    }

    private void setNonce(long packetNumber) {
        System.arraycopy(iv, 0, nonce, 0, NONCE_BYTES);
        for (int octet = NONCE_BYTES - 1, shift = 0; shift < Long.SIZE; octet--, shift += Byte.SIZE) {
            nonce[octet] ^= (byte) (packetNumber >>> shift);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        Arrays.fill(iv, (byte) 0);
        Arrays.fill(nonce, (byte) 0);
        ins.wipe();
        outs.wipe();
        try {
            aead.close();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The provider does not let go of the key.", e);
        }
    }
}
