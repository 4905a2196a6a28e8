package org.multiwanbond.api.cipher.support;

import static java.util.stream.Collectors.joining;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;

/**
 * A cipher suite of one source, or of the one that proves fastest on this host. Thread-safe.
 *
 * <p>Once started it warms the first source up, and half a minute later, if a cipher was asked for, it measures them all for
 * some seconds, on a thread of its own that mostly rests. New ciphers are made by the first source until the verdict is in, by the fastest afterwards; those made stay as they are.
 */
public final class AeadSuite implements CipherSuite {
    /** Far above the length of one run of packets, the longest that {@link #stop} has to wait for. */
    private static final long STOP_LIMIT_MS = 2_000;

    private final String name;
    private final Limits limits;
    private final List<AeadSource> sources;
    private final Consumer<String> log;
    private final Trial trial;
    private final Thread thread;
    private volatile AeadSource chosen;
    private volatile boolean stopped;
    private volatile boolean wanted;

    /**
     * A suite that is not started.
     *
     * @param name as people type it, for the log
     * @param limits of its keys, whatever the source
     * @param sources at least one; the first is used until all are measured
     * @param log takes one sentence if there was something to choose
     */
    public AeadSuite(String name, Limits limits, List<AeadSource> sources, Consumer<String> log) {
        this(name, limits, sources, log, System::nanoTime, LockSupport::parkNanos);
    }

    AeadSuite(
            String name,
            Limits limits,
            List<AeadSource> sources,
            Consumer<String> log,
            LongSupplier clockNs,
            LongConsumer restNs) {
        this.name = name;
        this.limits = limits;
        this.sources = List.copyOf(sources);
        this.log = log;
        this.trial = new Trial(limits.keyBytes(), this.sources, clockNs, restNs);
        this.chosen = this.sources.get(0);
        this.thread = new Thread(this::choose, "mwb-trial-" + name);
        this.thread.setDaemon(true);
    }

    /** Begins to warm up and to measure; called once. */
    public void start() {
        thread.start();
    }

    /** Ends it; returns when its thread has ended. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void choose() {
        long[] bestNs = trial.run(() -> stopped, () -> wanted);
        if (stopped || sources.size() == 1) {
            return;
        }
        int fastest = IntStream.range(0, bestNs.length)
                .reduce((best, next) -> bestNs[next] < bestNs[best] ? next : best)
                .orElse(0);
        chosen = sources.get(fastest);
        String figures = IntStream.range(0, bestNs.length)
                .mapToObj(i -> " " + sources.get(i).name() + "Ns=" + (bestNs[i] == Trial.FAILED ? "failed" : bestNs[i]))
                .collect(joining());
        log.accept("The fastest provider of this cipher, to seal and open a full packet, is used. cipher=" + name
                + " provider=" + chosen.name() + figures);
    }

    @Override
    public int keyBytes() {
        return limits.keyBytes();
    }

    @Override
    public long rekeyPackets() {
        return limits.rekeyPackets();
    }

    @Override
    public long stopPackets() {
        return limits.stopPackets();
    }

    @Override
    public PacketCipher create(byte[] key, byte[] iv) throws GeneralSecurityException {
        if (key.length != limits.keyBytes() || iv.length != NONCE_BYTES) {
            throw new InvalidKeyException("The key has " + key.length + " octets and its vector " + iv.length + ", not "
                    + limits.keyBytes() + " and " + NONCE_BYTES + ".");
        }
        if (!wanted) {
            wanted = true;
            LockSupport.unpark(thread);
        }
        return chosen.cipher(key, iv);
    }
}
