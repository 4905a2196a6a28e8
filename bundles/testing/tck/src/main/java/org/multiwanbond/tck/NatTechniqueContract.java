package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.nat.NatTechnique;

/** What every way through an address translator keeps: an end in time, and an answer that can be used or none. */
public abstract class NatTechniqueContract {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    /** A loaded test machine may run late; a technique that ignores its timeout waits for seconds or for ever. */
    private static final Duration LATENESS = Duration.ofSeconds(2);

    /** The technique with a helper on loopback that answers as it should. */
    protected abstract NatTechnique answered();

    /** The technique with a helper that never answers. */
    protected abstract NatTechnique unanswered();

    /** A bound local socket, as the engine would pass it. */
    protected abstract InetSocketAddress local();

    @Test
    void findsAnAddressThatCanBeTold() {
        Optional<InetSocketAddress> found = answered().publicAddress(local(), LATENESS.toNanos());
        assertThat(found).isPresent();
        assertThat(found.get().isUnresolved()).isFalse();
        assertThat(found.get().getPort()).isPositive();
        assertThat(found.get().getAddress().isAnyLocalAddress()).isFalse();
    }

    @Test
    void givesUpInTime() {
        long startNs = System.nanoTime();
        assertThat(unanswered().publicAddress(local(), TIMEOUT.toNanos())).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(TIMEOUT.plus(LATENESS));
    }

    @Test
    void findsNothingForASocketThatCannotBe() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("host.invalid", 7000);
        // RFC 5737: 192.0.2.0/24 is no one's address, so no socket is bound to it.
        InetSocketAddress foreign = new InetSocketAddress(documentationAddress(), 7000);
        for (InetSocketAddress local : new InetSocketAddress[] {unresolved, foreign}) {
            assertThat(unanswered().publicAddress(local, TIMEOUT.toNanos())).isEmpty();
        }
    }

    private static InetAddress documentationAddress() {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
