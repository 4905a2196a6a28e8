package org.multiwanbond.engine.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.handshake.HandshakeLab.MS;
import static org.multiwanbond.engine.handshake.HandshakeLab.SECOND;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.handshake.Lsid;
import org.multiwanbond.wire.handshake.X25519KeyPair;

class InitiatorTest {
    @TempDir
    Path folder;

    private HandshakeLab lab;

    @BeforeEach
    void build() {
        lab = new HandshakeLab(folder);
    }

    @Test
    void retriesAfterAQuarterHalfOneAndThenEveryTwoSeconds() {
        lab.deadUp.add(0);
        lab.initiator.open(lab.nowNs);
        long startNs = lab.nowNs;
        lab.run(10 * SECOND);
        List<Long> gapsMs = gapsMs(startNs);
        assertThat(gapsMs).hasSizeGreaterThan(6);
        long[] nominal = {0, 250, 500, 1_000, 2_000, 2_000, 2_000};
        for (int i = 0; i < nominal.length; i++) {
            assertThat((double) gapsMs.get(i)).isBetween(nominal[i] * 0.9 - 1, nominal[i] * 1.1 + 1);
        }
    }

    @Test
    void goesOverAllLinksAHundredMillisecondsApart() {
        lab.links.add(HandshakeLab.link("starlink", 1));
        lab.links.add(HandshakeLab.link("lte", 2));
        lab.deadUp.addAll(List.of(0, 1, 2));
        lab.initiator.open(lab.nowNs);
        lab.run(900 * MS);
        List<Integer> order = lab.log.stream().map(HandshakeLab.Flying::link).toList();
        assertThat(order.subList(0, 6)).containsExactly(0, 1, 2, 1, 2, 0);
        assertThat(lab.log.get(2).atNs() - lab.log.get(0).atNs()).isEqualTo(200 * MS);
    }

    @Test
    void everyAttemptHasItsOwnEphemeralSequenceAndAGreaterTimestamp() {
        lab.deadUp.add(0);
        lab.initiator.open(lab.nowNs);
        for (int i = 0; i < 20; i++) {
            // A clock that stands still, then goes back.
            lab.initiator.tick(lab.nowNs, lab.epochMs - i / 10 * 1_000);
            lab.nowNs += 3 * SECOND;
        }
        Set<Integer> sequences = new HashSet<>();
        Set<String> ephemerals = new HashSet<>();
        for (byte[] init : lab.sent(true)) {
            sequences.add(Header.sequence(init, 0));
            ephemerals.add(Arrays.toString(Arrays.copyOfRange(init, 16, 48)));
            lab.toServer(0, init);
            lab.nowNs += SECOND;
        }
        assertThat(sequences).hasSize(20);
        assertThat(ephemerals).hasSize(20);
        assertThat(lab.responder.refused(HandshakeRefusal.STALE)).isZero();
    }

    @Test
    void saysWhatItWaitsForAndStartsWhenThatComes() {
        lab.links.clear();
        lab.initiator.open(lab.nowNs);
        lab.run(SECOND);
        assertThat(lab.initiator.problem(lab.nowNs)).get().asString().startsWith("No link can be used");
        lab.links.add(HandshakeLab.link("fiber", 0));
        lab.clientSuites.clear();
        lab.run(SECOND);
        assertThat(lab.initiator.problem(lab.nowNs)).contains("No cipher is installed: waiting for one.");
        lab.clientSuites.add(2);
        assertThat(lab.connects(SECOND)).isTrue();
        assertThat(lab.initiator.problem(lab.nowNs)).isEmpty();
    }

    @Test
    void keepsABoundedNumberOfAttempts() {
        for (int i = 1; i < 16; i++) {
            lab.links.add(HandshakeLab.link("wan" + i, i));
        }
        for (int i = 0; i < 16; i++) {
            lab.deadUp.add(i);
        }
        lab.initiator.open(lab.nowNs);
        lab.run(60 * SECOND);
        assertThat(lab.initiator.attemptCount()).isLessThanOrEqualTo(64);
        lab.initiator.stop(lab.nowNs);
        assertThat(lab.initiator.attemptCount()).isZero();
        assertThat(lab.initiator.tick(lab.nowNs, lab.epochMs)).isEqualTo(Responder.NEVER);
    }

    @Test
    void anAnswerAfterStopIsIgnored() {
        lab.initiator.open(lab.nowNs);
        lab.run(5 * MS);
        lab.initiator.stop(lab.nowNs);
        lab.run(SECOND);
        assertThat(lab.established).isEmpty();
        assertThat(lab.initiator.refused(HandshakeRefusal.UNASKED)).isEqualTo(1);
    }

    @Test
    void anyBitFlippedInACookieReplyIsRefused() {
        lab.queued = 512;
        lab.initiator.open(lab.nowNs);
        lab.initiator.tick(lab.nowNs, lab.epochMs);
        lab.toServer(0, lab.sent(true).get(0));
        byte[] reply = lab.sent(false).get(0);
        for (int bit = 0; bit < reply.length * 8; bit++) {
            byte[] flipped = reply.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            lab.initiator.received(0, HandshakeLab.SERVER, flipped, flipped.length, lab.nowNs);
            assertThat(lab.initiator.problem(lab.nowNs)).as("bit %d", bit).isEmpty();
        }
        lab.initiator.received(0, HandshakeLab.SERVER, reply, reply.length, lab.nowNs);
        assertThat(lab.initiator.problem(lab.nowNs)).isPresent();
    }

    @Test
    void ofTwoPeersThatOpenAtOnceTheOneWithTheSmallerKeyGoesOn() {
        assertThat(lab.initiator.keepsAgainst(lab.serverKey, lab.nowNs))
                .as("at rest")
                .isFalse();
        lab.initiator.open(lab.nowNs);
        byte[] ours = X25519KeyPair.of(lab.clientPrivate.octets()).publicKey();
        boolean smaller = Arrays.compareUnsigned(ours, lab.serverKey.octets()) < 0;
        assertThat(lab.initiator.keepsAgainst(lab.clientKey, lab.nowNs))
                .as("somebody else")
                .isFalse();
        assertThat(lab.initiator.outstanding()).isTrue();
        assertThat(lab.initiator.keepsAgainst(lab.serverKey, lab.nowNs)).isEqualTo(smaller);
        assertThat(lab.initiator.outstanding()).isEqualTo(smaller);
    }

    @Test
    void aResponderThatKeepsItsOwnOpeningIgnoresTheOther() {
        lab.serverOpening = (key, now) -> key.equals(lab.clientKey);
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(2 * SECOND)).isFalse();
        assertThat(lab.sent(false)).isEmpty();
        assertThat(lab.responder.refused(HandshakeRefusal.YIELDED)).isPositive();
        lab.serverOpening = OwnOpening.NONE;
        assertThat(lab.connects(3 * SECOND)).isTrue();
    }

    @Test
    void noOrderOfEventsThrowsOrLeaksASessionId() {
        for (int i = 0; i < 300; i++) {
            switch (lab.random.nextInt(6)) {
                case 0 -> lab.initiator.open(lab.nowNs);
                case 1 -> lab.initiator.resume(new Lsid(1, lab.random.nextInt(3)), lab.nowNs);
                case 2 -> lab.initiator.rekey(new KnownSession("", new Lsid(1, 2), 9, 10, i), lab.nowNs);
                case 3 -> lab.initiator.stop(lab.nowNs);
                default -> lab.run(lab.random.nextInt(3_000) * MS);
            }
        }
        lab.initiator.stop(lab.nowNs);
        lab.run(6 * SECOND);
        lab.nowNs += 181 * SECOND;
        assertThat(lab.established).hasSizeGreaterThan(10);
        assertThat(free(lab.clientIds)).isEqualTo(65_535 - lab.established.size());
        assertThat(free(lab.serverIds)).isEqualTo(65_535);
    }

    private int free(SessionIds ids) {
        int count = 0;
        while (ids.allocate(lab.nowNs).isPresent()) {
            count++;
        }
        return count;
    }

    private List<Long> gapsMs(long startNs) {
        long[] lastNs = {startNs + lab.oneWayNs[0]};
        return lab.log.stream()
                .map(init -> {
                    long gapNs = init.atNs() - lastNs[0];
                    lastNs[0] = init.atNs();
                    return gapNs / MS;
                })
                .toList();
    }
}
