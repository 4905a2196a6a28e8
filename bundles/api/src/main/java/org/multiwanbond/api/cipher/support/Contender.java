package org.multiwanbond.api.cipher.support;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

/** A source in a {@link Trial}: runs of full packets, and the best time for one. Confined to the trial's thread. */
final class Contender {
    /** Packets of one run: between two looks at the clock. */
    private static final int RUN = 16;

    /** A full packet of a 1 500-octet link. */
    private static final int PACKET_BYTES = 1400;

    /** Less than one part in so many is no improvement, but noise. */
    private static final long NOISE = 50;

    private final AeadSource source;
    private final int keyBytes;
    private final PacketBatch packets = new PacketBatch(RUN, RUN * (PACKET_BYTES + TAG_BYTES), 0, TAG_BYTES);
    private final long[] numbers = new long[RUN];
    private final List<PacketCipher> ciphers = new ArrayList<>();
    private long next;
    private long bestNs = Long.MAX_VALUE - 1;
    private long notedNs = bestNs;
    private boolean failed;

    Contender(AeadSource source, int keyBytes) {
        this.source = source;
        this.keyBytes = keyBytes;
    }

    void enter() {
        try {
            ciphers.add(source.cipher(new byte[keyBytes], new byte[NONCE_BYTES]));
            ciphers.add(source.cipher(new byte[keyBytes], new byte[NONCE_BYTES]));
        } catch (GeneralSecurityException | RuntimeException e) {
            // Whoever asks for a real cipher gets the same answer and can act on it.
            failed = true;
        }
    }

    void carry() {
        if (failed) {
            return;
        }
        packets.clear();
        for (int i = 0; i < RUN; i++) {
            packets.append(i == 0 ? HEADER_BYTES : PACKET_BYTES);
            numbers[i] = next + i;
        }
        try {
            ciphers.get(0).seal(packets, 0, RUN, next);
            failed = ciphers.get(1).open(packets, 0, RUN, numbers) < RUN;
        } catch (RuntimeException e) {
            failed = true;
        }
        next += RUN;
    }

    /** Takes in how long the last run took; whether that is clearly less than what was so noted before. */
    boolean improvesBy(long runNs) {
        if (failed) {
            return false;
        }
        bestNs = Math.min(bestNs, runNs / RUN);
        boolean improves = bestNs < notedNs - notedNs / NOISE;
        notedNs = improves ? bestNs : notedNs;
        return improves;
    }

    /** Whether it has failed. */
    boolean isOut() {
        return failed;
    }

    /** The least time to seal and open a packet. */
    long bestNs() {
        return failed ? Trial.FAILED : bestNs;
    }

    void leave() {
        for (PacketCipher cipher : ciphers) {
            try {
                cipher.close();
            } catch (RuntimeException e) {
                failed = true;
            }
        }
    }
}
