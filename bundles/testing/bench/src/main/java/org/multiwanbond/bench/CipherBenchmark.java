package org.multiwanbond.bench;

import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.cipher.aesgcm.Aes128Gcm;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;
import org.multiwanbond.cipher.chacha20.ChaCha20Poly1305;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Sealing and opening a run of full packets, per packet, beside each other. Confined to one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CipherBenchmark {
    /** What one segmented send carries. */
    private static final int RUN = 44;

    private static final int PACKET_BYTES = CipherSuite.HEADER_BYTES + 1_400;

    /** Name of the suite, by the platform or by the provider named. */
    @Param({
        "aes-256-gcm",
        "aes-256-gcm-corretto",
        "aes-128-gcm",
        "aes-128-gcm-corretto",
        "chacha20-poly1305",
        "chacha20-poly1305-conscrypt"
    })
    public String suite;

    private final PacketBatch batch = new PacketBatch(RUN, 66 * 1024, 0, CipherSuite.TAG_BYTES);
    private final long[] numbers = new long[RUN];
    private PacketCipher sealer;
    private PacketCipher opener;
    private long next;

    /** Makes the ciphers under one key; a suite that is not started uses the first of its providers, the one in its name. */
    @Setup
    public void make() throws GeneralSecurityException {
        CipherSuite made =
                switch (suite) {
                    case "aes-256-gcm" -> new Aes256Gcm();
                    case "aes-256-gcm-corretto" -> new org.multiwanbond.cipher.aesgcmcorretto.Aes256Gcm();
                    case "aes-128-gcm" -> new Aes128Gcm();
                    case "aes-128-gcm-corretto" -> new org.multiwanbond.cipher.aesgcmcorretto.Aes128Gcm();
                    case "chacha20-poly1305-conscrypt" ->
                        new org.multiwanbond.cipher.chacha20conscrypt.ChaCha20Poly1305();
                    default -> new ChaCha20Poly1305();
                };
        sealer = made.create(new byte[made.keyBytes()], new byte[CipherSuite.NONCE_BYTES]);
        opener = made.create(new byte[made.keyBytes()], new byte[CipherSuite.NONCE_BYTES]);
    }

    private void fill() {
        batch.clear();
        for (int i = 0; i < RUN; i++) {
            batch.append(PACKET_BYTES);
            numbers[i] = next + i;
        }
    }

    /** Seals a run. */
    @Benchmark
    @OperationsPerInvocation(RUN)
    public int seal() {
        fill();
        sealer.seal(batch, 0, RUN, next);
        next += RUN;
        return batch.lengthBytes(0);
    }

    /** Seals and opens a run. */
    @Benchmark
    @OperationsPerInvocation(RUN)
    public int sealAndOpen() {
        seal();
        return opener.open(batch, 0, RUN, numbers);
    }
}
