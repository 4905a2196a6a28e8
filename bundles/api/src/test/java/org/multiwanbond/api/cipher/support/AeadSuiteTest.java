package org.multiwanbond.api.cipher.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.api.cipher.CipherSuite;

@Timeout(20)
class AeadSuiteTest {
    private static final Limits LIMITS = Limits.ofAesGcm(16);
    private static final byte[] KEY = new byte[16];
    private static final byte[] IV = new byte[CipherSuite.NONCE_BYTES];
    private static final AeadSource LACKING = new AeadSource("lacking", Passing.APART, key -> {
        throw new GeneralSecurityException("lacking");
    });

    private final BlockingQueue<String> made = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final AtomicLong clockNs = new AtomicLong();

    @Test
    void usesTheFirstSourceUntilTheFastestIsKnown() throws Exception {
        AeadSuite suite = suite(slow("careful", 30_000), slow("swift", 3_000), slow("slow", 90_000));
        assertThat(maker(suite)).isEqualTo("careful");
        suite.start();
        assertThat(log.take()).endsWith("cipher=toy provider=swift carefulNs=30000 swiftNs=3000 slowNs=90000");
        assertThat(maker(suite)).isEqualTo("swift");
        suite.stop();
        assertThat(log).isEmpty();
    }

    @Test
    void passesOverSourcesThatFail() throws Exception {
        AeadSuite suite = suite(LACKING, slow("slow", 90_000));
        assertThatThrownBy(() -> suite.create(KEY, IV)).isInstanceOf(GeneralSecurityException.class);
        suite.start();
        assertThat(log.take()).endsWith("provider=slow lackingNs=failed slowNs=90000");
        assertThat(maker(suite)).isEqualTo("slow");
        suite.stop();
    }

    @Test
    void saysNothingWhereThereIsNothingToChoose() throws Exception {
        AeadSuite suite = suite(slow("only", 3_000));
        suite.start();
        while (clockNs.get() < TimeUnit.MILLISECONDS.toNanos(300)) {
            Thread.onSpinWait();
        }
        suite.stop();
        assertThat(log).isEmpty();
        assertThat(maker(suite)).isEqualTo("only");
    }

    @Test
    void leavesNoThreadAndNoVerdictBehindWhenStopped() throws Exception {
        CountDownLatch measuring = new CountDownLatch(1);
        List<AeadSource> sources = List.of(slow("a", 0), slow("b", 0));
        AeadSuite suite = new AeadSuite(
                "toy",
                LIMITS,
                sources,
                log::add,
                () -> {
                    measuring.countDown();
                    return 0;
                },
                LockSupport::parkNanos);
        suite.start();
        measuring.await();
        suite.stop();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("mwb-trial"));
        assertThat(log).isEmpty();
    }

    @Test
    void refusesKeysAndVectorsOfAnotherLengthBeforeItAsksASource() {
        AeadSuite suite = suite(slow("a", 3_000));
        assertThatThrownBy(() -> suite.create(new byte[15], IV)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> suite.create(KEY, new byte[13])).isInstanceOf(InvalidKeyException.class);
        assertThat(made).isEmpty();
    }

    @Test
    void rehearsesWhatASourceHasToDo() throws Exception {
        for (Passing passing : Passing.values()) {
            new AeadSource("toy", passing, key -> new ToyAead(key, passing)).rehearse(16);
        }
        assertThatThrownBy(() -> LACKING.rehearse(16)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> slow("credulous", 3_000).rehearse(16)).isInstanceOf(GeneralSecurityException.class);
        AeadSource deaf = new AeadSource("deaf", Passing.APART, key -> SlowAead.deaf());
        assertThatThrownBy(() -> deaf.rehearse(16)).isInstanceOf(GeneralSecurityException.class);
    }

    private AeadSuite suite(AeadSource... sources) {
        return new AeadSuite("toy", LIMITS, List.of(sources), log::add, clockNs::get, clockNs::addAndGet);
    }

    private AeadSource slow(String name, long packetNs) {
        return new AeadSource(name, Passing.APART, key -> {
            made.add(name);
            return new SlowAead(clockNs, at -> packetNs);
        });
    }

    /** Which source makes ciphers now. */
    private String maker(AeadSuite suite) throws GeneralSecurityException {
        made.clear();
        suite.create(KEY, IV).close();
        return made.remove();
    }
}
