package org.multiwanbond.cipher.aesgcm;

import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;

import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

/** Seals and opens packets nobody sees, so that the first real ones meet compiled code. Thread-safe. */
final class WarmUp {
    /** Measured on two busy cores, JDK 17: the first 44 packets cost 840 us each without, 11 us after this long. */
    private static final long LIMIT_NS = TimeUnit.MILLISECONDS.toNanos(300);

    /** Packets of one run: between two looks at the clock. */
    private static final int RUN = 16;

    private static final int PACKET_BYTES = 1400;

    /** Far above the length of one run of packets, the longest that {@link #stop} has to wait for. */
    private static final long STOP_LIMIT_MS = 2_000;

    private final CipherSuite suite;
    private final LongSupplier clockNs;
    private final Thread thread;
    private volatile boolean stopped;

    WarmUp(CipherSuite suite, LongSupplier clockNs) {
        this.suite = suite;
        this.clockNs = clockNs;
        this.thread = new Thread(this::run, "mwb-warm-up-aesgcm-" + suite.keyBytes());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns when the thread has ended. */
    void stop() {
        stopped = true;
        try {
            thread.join(STOP_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        byte[] key = new byte[suite.keyBytes()];
        byte[] iv = new byte[NONCE_BYTES];
        try (PacketCipher sealing = suite.create(key, iv);
                PacketCipher opening = suite.create(key, iv)) {
            carry(sealing, opening);
        } catch (GeneralSecurityException e) {
            // Whoever asks for a real cipher gets the same answer and can act on it.
            stopped = true;
        }
    }

    private void carry(PacketCipher sealing, PacketCipher opening) {
        PacketBatch packets = new PacketBatch(RUN, RUN * (PACKET_BYTES + TAG_BYTES), 0, TAG_BYTES);
        long[] numbers = new long[RUN];
        long startNs = clockNs.getAsLong();
        for (long first = 0; !stopped && clockNs.getAsLong() - startNs < LIMIT_NS; first += RUN) {
            packets.clear();
            for (int i = 0; i < RUN; i++) {
                packets.append(i == 0 ? HEADER_BYTES : PACKET_BYTES);
                numbers[i] = first + i;
            }
            sealing.seal(packets, 0, RUN, first);
            opening.open(packets, 0, RUN, numbers);
        }
    }
}
