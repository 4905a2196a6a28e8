package org.multiwanbond.engine.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.handshake.HandshakeLab.MS;
import static org.multiwanbond.engine.handshake.HandshakeLab.SECOND;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Endpoint;

class SourceLimiterTest {
    private final SourceLimiter limiter = new SourceLimiter(new Random(1).nextLong());
    private final Endpoint source = HandshakeLab.endpoint("192.0.2.1", 5_000);

    @Test
    void letsFiveThroughAtOnceAndThenTwentyASecond() {
        long nowNs = Long.MAX_VALUE - SECOND / 2;
        assertThat(burst(source, nowNs, 100)).isEqualTo(5);
        assertThat(burst(source, nowNs + 49 * MS, 100)).isZero();
        // Across the point where the clock's number wraps.
        assertThat(burst(source, nowNs + 1_050 * MS, 100)).isEqualTo(5);
        int passed = 0;
        for (int i = 0; i < 1_000; i++) {
            passed += burst(source, nowNs + 10 * SECOND + i * 10 * MS, 1);
        }
        assertThat(passed).isBetween(203, 206);
    }

    @Test
    void portsOfAnAddressAndAddressesOfASlash64CountAsOne() {
        assertThat(burst(source, 0, 5)).isEqualTo(5);
        assertThat(burst(HandshakeLab.endpoint("192.0.2.1", 6_000), 0, 5)).isZero();
        assertThat(burst(HandshakeLab.endpoint("192.0.2.2", 6_000), 0, 5)).isEqualTo(5);
        assertThat(burst(HandshakeLab.endpoint("2001:db8:0:1::1", 1), 0, 5)).isEqualTo(5);
        assertThat(burst(HandshakeLab.endpoint("2001:db8:0:1::2", 1), 0, 5)).isZero();
        assertThat(burst(HandshakeLab.endpoint("2001:db8:0:2::1", 1), 0, 5)).isEqualTo(5);
    }

    @Test
    void remembersAlmostAsManySourcesAsItHasRoomForAndNeverMore() {
        for (int i = 0; i < 200_000; i++) {
            limiter.admits(Endpoint.of(0, 0x0000_ffff_0a00_0000L + i, 9), i);
        }
        assertThat(limiter.known()).isBetween(SourceLimiter.ENTRIES * 9 / 10, SourceLimiter.ENTRIES);
        assertThat(burst(source, 300_000, 9)).isEqualTo(5);
    }

    @Test
    void aSourceInUseIsNotPushedOutByAFewOthers() {
        burst(source, 0, 100);
        for (int i = 0; i < 20_000; i++) {
            limiter.admits(Endpoint.of(0, 0x0000_ffff_0a00_0000L + i, 9), 0);
        }
        assertThat(burst(source, 1, 1)).isZero();
    }

    private int burst(Endpoint from, long nowNs, int packets) {
        int passed = 0;
        for (int i = 0; i < packets; i++) {
            passed += limiter.admits(from, nowNs) ? 1 : 0;
        }
        return passed;
    }
}
