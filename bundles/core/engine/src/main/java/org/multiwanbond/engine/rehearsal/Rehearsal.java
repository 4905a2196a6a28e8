package org.multiwanbond.engine.rehearsal;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.engine.AddressSet;
import org.multiwanbond.engine.ForeignAddresses;
import org.multiwanbond.engine.PrefixTable;
import org.multiwanbond.engine.handshake.EstablishedKeys;
import org.multiwanbond.engine.handshake.HandshakeMode;
import org.multiwanbond.engine.handshake.PeerTerms;
import org.multiwanbond.engine.registry.Plugins;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.wire.handshake.Lsid;
import org.multiwanbond.wire.handshake.TrafficSecrets;

/**
 * Bonds of this process with itself over the loopback, one after the other, with the plugins that are installed and keys
 * nobody else has. A Java runtime interprets code first and compiles what runs often: without this, the first seconds of the
 * first transfer would be several times slower than those that follow. What it compiles leaves out branches never taken, and
 * is thrown away when one is: therefore several bonds, many kinds of packets, and some that nobody should send. {@link #run}
 * belongs to one thread, {@link #end} to any.
 */
public final class Rehearsal {
    private static final long LOOK_MS = 250;
    /** One bond: longer than the second after which its path is asked again what sizes it carries. */
    private static final long SCENE_MS = 1_100;
    /** The first ones, so that the compiler has met all classes of {@link Stage} before it has compiled much. */
    private static final long PRELUDE_MS = 100;
    /** Scenes in a row without a better one and without much to compile after which nothing is gained any more. */
    private static final int CALM_SCENES = 2;
    /** What counts as better. */
    private static final double BETTER = 1.1;
    /** What the compiler may have left to do when it counts as calm. */
    private static final int CALM_METHODS = 10;
    /** Between scenes the compiler has the processors for itself, for so long at most. */
    private static final long MOST_REST_MS = 2_000;
    /** So often it is looked whether the compiler is calm. */
    private static final long REST_LOOK_MS = 50;

    /** Scenes have one path and several in turn. */
    private static final int MOST_PATHS = 2;
    /** In one of so many something is lost or late. */
    private static final int SCENES_UNRELIABLE = 3;
    /** What arrives meanwhile comes by a path that this end does not know. */
    private static final long LATE_PATH_MS = 5;

    private static final int KEY_BYTES = 32;
    private static final int FIRST_ID = 1;
    private static final int SECOND_ID = 2;
    private static final int FIRST_ADDRESS = 1;
    private static final int SECOND_ADDRESS = 2;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Plugins plugins;
    private final SecureRandom random;
    private int scenes;

    /** A rehearsal with these plugins. */
    public Rehearsal(Plugins plugins, SecureRandom random) {
        this.plugins = plugins;
        this.random = random;
    }

    /** Ends it soon. */
    public void end() {
        ended.countDown();
    }

    /** Whether all it needs is installed, or comes within this time. */
    public boolean isPossible(long mostMs) {
        long leftMs = mostMs;
        while (leftMs > 0 && !isInstalled() && !isEnded(LOOK_MS)) {
            leftMs -= LOOK_MS;
        }
        return isInstalled();
    }

    private boolean isInstalled() {
        return plugins.transports().best().isPresent()
                && plugins.balancers().best().isPresent()
                && plugins.suites().services().best().isPresent();
    }

    /**
     * Rehearses until it gets no faster; answers packets a second at the end, 0 if it could not.
     *
     * @param mode balancer to use if it is there
     * @param ciphers names of ciphers, preferred first
     * @param mostMs how long at most
     * @throws IOException if the loopback cannot be used
     */
    public long run(String mode, List<String> ciphers, long mostMs) throws IOException {
        Optional<TransportFactory> transports = plugins.transports().best().map(Ranked::service);
        Optional<BalancerFactory> balancers =
                plugins.balancers().preferring(mode).map(Ranked::service);
        if (!isInstalled() || transports.isEmpty() || balancers.isEmpty()) {
            return 0;
        }
        int suite = plugins.suites().numbers(ciphers).get(0);
        CompileQueue compiler = new CompileQueue();
        long best = 0;
        int calm = 0;
        Limit limit = new Limit(System.nanoTime(), mostMs);
        for (int i = 0; i < Stage.CLASSES; i++) {
            scene(suite, transports.get(), balancers.get(), limit.within(PRELUDE_MS));
        }
        while (limit.within(1) > 0 && calm < CALM_SCENES && !isEnded(0)) {
            long packets = scene(suite, transports.get(), balancers.get(), limit.within(SCENE_MS));
            boolean busy = compiler.length() > CALM_METHODS;
            rest(compiler, limit.within(MOST_REST_MS));
            calm = busy || packets == 0 || packets > BETTER * best ? 0 : calm + 1;
            best = Math.max(best, packets);
        }
        return best * 1_000 / SCENE_MS;
    }

    /** How long all may take from a moment on. */
    private record Limit(long startNs, long mostMs) {
        /** So long, or what is left. */
        long within(long ms) {
            return Math.min(ms, mostMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
        }
    }

    /** Waits until the compiler is calm. */
    private void rest(CompileQueue compiler, long mostMs) {
        for (long ms = 0; ms < mostMs && compiler.length() > CALM_METHODS && !isEnded(REST_LOOK_MS); ) {
            ms += REST_LOOK_MS;
        }
    }

    /** A bond from its beginning, for so long; answers packets that arrived. */
    private long scene(int suite, TransportFactory transports, BalancerFactory balancers, long lengthMs)
            throws IOException {
        int paths = 1 + scenes % MOST_PATHS;
        boolean unreliable = scenes % SCENES_UNRELIABLE == 0;
        Stage[] stages = Stage.pair(FIRST_ADDRESS, SECOND_ADDRESS, scenes++);
        try (End first = new End(plugins.suites(), transports, stages[0], unreliable);
                End second = new End(plugins.suites(), transports, stages[1], unreliable)) {
            byte[] there = randomKey();
            byte[] back = randomKey();
            AddressSet others = new ForeignAddresses(new PrefixTable<>(Map.of("other", Stage.ELSEWHERE)), "rehearsal");
            boolean begun = second.begin(keys(suite, false, there.clone(), back.clone()), balancers, others)
                    && first.begin(keys(suite, true, there, back), balancers, AddressSet.NONE);
            first.join(second.address(), paths);
            isEnded(LATE_PATH_MS);
            second.join(first.address(), paths);
            for (long ms = 0; begun && ms < lengthMs && !isEnded(Math.min(LOOK_MS, lengthMs - ms)); ms += LOOK_MS) {
                first.disturb(SECOND_ID, second.address());
                second.disturb(FIRST_ID, first.address());
            }
            return stages[1].arrivedPackets();
        }
    }

    private byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private EstablishedKeys keys(int suite, boolean first, byte[] there, byte[] back) {
        return new EstablishedKeys(
                HandshakeMode.NEW,
                first,
                false,
                suite,
                0,
                first ? FIRST_ID : SECOND_ID,
                first ? SECOND_ID : FIRST_ID,
                Lsid.NONE,
                "rehearsal",
                new PeerTerms(0, 1, List.of()),
                TrafficSecrets.of(there, back));
    }

    private boolean isEnded(long waitMs) {
        try {
            return ended.await(waitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
