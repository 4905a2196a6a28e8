package org.multiwanbond.itests;

import static java.util.stream.Collectors.toSet;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.api.path.DeviceRegistry;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.ModeStatus;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What must stand inside the framework of the client distribution. No server answers it, so it makes no tunnel device. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public final class FrameworkIT {
    /** The base point of X25519 (RFC 7748 §4.1): a valid public key. */
    private static final String A_KEY = "CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final String DEFAULT_MODE = "bonding";
    private static final Set<String> OTHER_MODES = Set.of(
            "adaptive",
            "failover",
            "least-latency",
            "least-used",
            "overflow",
            "per-flow",
            "redundant",
            "round-robin",
            "streaming",
            "weighted",
            "weighted-random");
    private static final Set<String> ALL_CIPHERS = Set.of("aes-256-gcm", "aes-128-gcm", "chacha20-poly1305");

    @Inject
    private BundleContext context;

    @Inject
    private BootFinished everythingStarted;

    @Inject
    private Bond bond;

    @Configuration
    public Option[] client() throws IOException {
        return ExamOptions.of(
                "client", bond("role", "client"), bond("server", "127.0.0.1:9"), bond("peerPublicKey", A_KEY));
    }

    private static Option bond(String key, String value) {
        return editConfigurationFilePut("etc/" + SettingsRegistry.BOND_PID + ".cfg", key, value);
    }

    @Before
    public void waitUntilConfigured() {
        eventually("client", () -> bond.status().role());
        eventually(Set.of(DEFAULT_MODE), () -> modes(true));
        eventually(OTHER_MODES, () -> modes(false));
    }

    @After
    public void findAllAsBefore() {
        assertEquals(Set.of(), ours().idle());
        assertSame(bond, context.getService(context.getServiceReference(Bond.class)));
    }

    @Test
    public void startsEveryBundle() throws IOException {
        assertEquals(ours().shipped(), ours().active());
    }

    /** The features service starts twice at once if the handler of mvn: comes by a configuration, while it starts. */
    @Test
    public void findsBundlesWithoutWaitingForAConfiguration() {
        ServiceReference<?> resolver = context.getServiceReference("org.ops4j.pax.url.mvn.MavenResolver");
        assertEquals("bundlecontext", resolver.getProperty("configuration"));
    }

    @Test
    public void registersEveryService() throws InvalidSyntaxException {
        assertEquals(Set.of("udp", "udp-linux"), services(TransportFactory.class, TransportFactory.TRANSPORT));
        assertEquals(Set.of("tun"), services(TunnelDeviceFactory.class, TunnelDeviceFactory.TUNNEL));
        assertEquals(ALL_CIPHERS, services(CipherSuite.class, CipherSuite.CIPHER));
        assertEquals(Set.of("1"), services(CodecFactory.class, CodecFactory.SCHEME));
        Set<String> modes = new TreeSet<>(OTHER_MODES);
        modes.add(DEFAULT_MODE);
        assertEquals(modes, services(BalancerFactory.class, BalancerFactory.MODE));
        for (Class<?> single : List.of(Bond.class, SettingsRegistry.class, DeviceRegistry.class)) {
            assertNotNull(single.getName(), context.getService(context.getServiceReference(single)));
        }
    }

    @Test
    public void keepsItsEngineWhenABalancerIsUpdated() throws IOException, BundleException {
        Bundle bonding = ours().named("balancer.bonding");
        try (InputStream jar = Files.newInputStream(ours().jar(bonding))) {
            bonding.update(jar);
        }
        eventually(Set.of(DEFAULT_MODE), () -> modes(true));
    }

    @Test
    public void usesTheNextBestBalancerMeanwhile() throws BundleException {
        Bundle bonding = ours().named("balancer.bonding");
        bonding.stop();
        eventually(OTHER_MODES.size() - 1, () -> modes(false).size());
        assertTrue(OTHER_MODES.containsAll(modes(true)));
        assertTrue(bond.status().modes().get(0).active());
        bonding.start();
        eventually(Set.of(DEFAULT_MODE), () -> modes(true));
    }

    @Test
    public void keepsItsBalancerWhenALowerRankedOneGoes() throws BundleException {
        Bundle overflow = ours().named("balancer.overflow");
        overflow.stop();
        eventually(OTHER_MODES.size() - 1, () -> modes(false).size());
        assertEquals(Set.of(DEFAULT_MODE), modes(true));
        overflow.start();
        eventually(OTHER_MODES, () -> modes(false));
    }

    @Test
    public void forgetsTheCiphersOfStoppedBundles() throws BundleException {
        Bundle platform = ours().named("cipher.aesgcm");
        Bundle corretto = ours().named("cipher.aesgcmcorretto");
        platform.stop();
        corretto.stop();
        eventually(Set.of("chacha20-poly1305"), this::ciphers);
        platform.start();
        corretto.start();
        eventually(ALL_CIPHERS, this::ciphers);
    }

    @Test
    public void prefersTheNativeBundleOfASuiteWhileItIsThere() throws BundleException {
        for (String name : List.of("aesgcm", "aesgcmcorretto", "chacha20", "chacha20conscrypt")) {
            assertEquals(name, Bundle.ACTIVE, ours().named("cipher." + name).getState());
        }
        eventually("org.multiwanbond.cipher.aesgcmcorretto", () -> bundleOfSuite("aes-256-gcm"));
        eventually("org.multiwanbond.cipher.chacha20conscrypt", () -> bundleOfSuite("chacha20-poly1305"));
        Bundle corretto = ours().named("cipher.aesgcmcorretto");
        corretto.stop();
        assertEquals("org.multiwanbond.cipher.aesgcm", bundleOfSuite("aes-256-gcm"));
        assertEquals(ALL_CIPHERS, ciphers());
        corretto.start();
        eventually("org.multiwanbond.cipher.aesgcmcorretto", () -> bundleOfSuite("aes-256-gcm"));
    }

    @Test
    public void runsWithoutATunnelPlugin() throws BundleException {
        Bundle tun = ours().named("tunnel.tun");
        tun.stop();
        assertEquals(Set.of(tun.getSymbolicName()), ours().idle());
        assertEquals("client", bond.status().role());
        tun.start();
    }

    private OurBundles ours() {
        return new OurBundles(context);
    }

    private Set<String> modes(boolean active) {
        return bond.status().modes().stream()
                .filter(mode -> mode.active() == active)
                .map(ModeStatus::mode)
                .collect(toSet());
    }

    private Set<String> ciphers() {
        return new TreeSet<>(bond.status().ciphers());
    }

    /** Whose suite of that name is used: the service of the highest ranking. */
    private String bundleOfSuite(String cipher) {
        try {
            return context
                    .getServiceReferences(CipherSuite.class, "(" + CipherSuite.CIPHER + "=" + cipher + ")")
                    .stream()
                    .max(Comparator.naturalOrder())
                    .map(reference -> reference.getBundle().getSymbolicName())
                    .orElse("none");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A property of each service of a type, after a look at the service itself. */
    private Set<String> services(Class<?> type, String property) throws InvalidSyntaxException {
        Set<String> found = new TreeSet<>();
        for (ServiceReference<?> reference : context.getServiceReferences(type, null)) {
            assertNotNull(type.getName(), context.getService(reference));
            found.add(String.valueOf(reference.getProperty(property)));
        }
        return found;
    }

    private static <T> void eventually(T expected, Supplier<T> seen) {
        long startNs = System.nanoTime();
        while (!expected.equals(seen.get()) && System.nanoTime() - startNs < LIMIT.toNanos()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        assertEquals(expected, seen.get());
    }
}
