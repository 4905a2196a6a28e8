package org.multiwanbond.bench.speed;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;

/** What Java's own cipher allocates for each packet, whoever calls it. Stateless. */
final class ProviderShare {
    private static final int RUN = 44;
    private static final int PACKET_BYTES = CipherSuite.HEADER_BYTES + 1_400;
    private static final int RUNS = 2_000;

    private ProviderShare() {}

    /** Octets allocated for sealing a full packet by the cipher that comes with Java, once it is compiled. */
    static double sealedBytes() throws IOException {
        try {
            CipherSuite suite = new Aes256Gcm();
            PacketCipher cipher = suite.create(new byte[suite.keyBytes()], new byte[CipherSuite.NONCE_BYTES]);
            seal(cipher, 0);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long id = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(id);
            seal(cipher, (long) RUNS * RUN);
            return (threads.getThreadAllocatedBytes(id) - before) / (double) (RUNS * RUN);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void seal(PacketCipher cipher, long firstNumber) {
        PacketBatch batch = new PacketBatch(RUN, 66 * 1024, 0, CipherSuite.TAG_BYTES);
        for (int run = 0; run < RUNS; run++) {
            batch.clear();
            for (int i = 0; i < RUN; i++) {
                batch.append(PACKET_BYTES);
            }
            cipher.seal(batch, 0, RUN, firstNumber + (long) run * RUN);
        }
    }
}
