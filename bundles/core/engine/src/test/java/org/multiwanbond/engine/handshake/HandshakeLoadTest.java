package org.multiwanbond.engine.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.handshake.HandshakeLab.MS;
import static org.multiwanbond.engine.handshake.HandshakeLab.SECOND;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.handshake.Cookies.Mac2;

class HandshakeLoadTest {
    private static final long DAY_MS = 86_400_000L;

    @TempDir
    Path folder;

    private HandshakeLab lab;

    @BeforeEach
    void build() {
        lab = new HandshakeLab(folder);
    }

    @Test
    void aClockADayBehindCostsOneCookieAndIsSaid() {
        connect();
        restartClient(-DAY_MS);
        connect();
        assertThat(lab.responder.refused(HandshakeRefusal.STALE)).isEqualTo(1);
        assertThat(lab.sent(true)).hasSize(3);
        assertThat(lab.clocksOff).containsExactly(-86_400L);
    }

    @Test
    void aClockADayAheadIsLetInAndAgainWhenItIsRight() {
        connect();
        restartClient(DAY_MS);
        connect();
        assertThat(lab.responder.refused(HandshakeRefusal.STALE)).isZero();
        assertThat(lab.clocksOff).containsExactly(86_400L);
        restartClient(0);
        connect();
        assertThat(lab.responder.refused(HandshakeRefusal.STALE)).isEqualTo(1);
        assertThat(lab.clocksOff).hasSize(1);
    }

    @Test
    void aClockThatGoesBackInARunningClientCostsNothing() {
        connect();
        lab.clientClockOffMs = -DAY_MS;
        connect();
        assertThat(lab.responder.refused(HandshakeRefusal.STALE)).isZero();
    }

    private void restartClient(long clockOffMs) {
        lab.run(SECOND);
        lab.clientClockOffMs = clockOffMs;
        lab.initiator = lab.client(lab.psk, lab.serverKey);
    }

    @Test
    void underLoadACookieIsAskedForAndThenEnough() {
        lab.queued = 512;
        lab.initiator.open(lab.nowNs);
        lab.run(100 * MS);
        assertThat(lab.pending).isEmpty();
        assertThat(lab.sent(false)).hasSize(1).allMatch(reply -> reply.length == PacketType.COOKIE_REPLY_BYTES);
        assertThat(lab.initiator.problem(lab.nowNs)).get().asString().contains("under load");
        assertThat(lab.connects(SECOND)).isTrue();
        assertThat(lab.responder.refused(HandshakeRefusal.COOKIE)).isEqualTo(1);
    }

    @Test
    void aCookieOfALinkIsOfNoUseOnAnother() {
        lab.queued = 512;
        lab.initiator.open(lab.nowNs);
        lab.run(400 * MS);
        byte[] withCookie = lab.sent(true).get(1);
        int before = lab.pending.size();
        lab.toServer(1, withCookie);
        assertThat(lab.pending).hasSize(before);
        assertThat(lab.responder.refused(HandshakeRefusal.COOKIE)).isEqualTo(2);
    }

    @Test
    void aRestartedServerIsReachedAlthoughTheCookieIsOfTheOldOne() {
        lab.queued = 512;
        lab.initiator.open(lab.nowNs);
        lab.run(100 * MS);
        assertThat(lab.sent(false)).hasSize(1);
        lab.queued = 0;
        lab.startServer();
        assertThat(lab.connects(3 * SECOND)).isTrue();
        assertThat(lab.responder.refused(HandshakeRefusal.AUTH)).isEqualTo(2);
    }

    @Test
    void aCookieOutlivesOneChangeOfTheSecretAndNotTwo() throws GeneralSecurityException {
        CookieGate gate = new CookieGate(lab.serverKey.octets(), lab.random);
        var attempt = lab.attempt(lab.epochMs);
        byte[] reply = gate.reply(attempt.packet(), HandshakeLab.source(0), 0);
        byte[] init = attempt.packet();
        assertThat(gate.check(init, HandshakeLab.source(0), 0)).isEqualTo(Mac2.ABSENT);
        PacketMacs.prove(init, attempt.openCookie(reply, 0, reply.length).get());
        assertThat(gate.check(init, HandshakeLab.source(0), 1)).isEqualTo(Mac2.VALID);
        assertThat(gate.check(init, HandshakeLab.source(1), 1)).isEqualTo(Mac2.WRONG);
        assertThat(gate.check(init, HandshakeLab.source(0), 121 * SECOND)).isEqualTo(Mac2.VALID);
        assertThat(gate.check(init, HandshakeLab.source(0), 242 * SECOND)).isEqualTo(Mac2.WRONG);
    }

    @Test
    void floodsWithoutMac1LeaveNothingAndAreNotAnswered() {
        byte[] init = lab.attempt(lab.epochMs).packet();
        byte[] noise = new byte[init.length];
        for (int i = 0; i < 100_000; i++) {
            lab.random.nextBytes(noise);
            System.arraycopy(noise, 16, init, 16, init.length - 16);
            flood(i, init);
        }
        assertThat(lab.sent(false)).isEmpty();
        assertThat(lab.responder.refused(HandshakeRefusal.MAC1)).isEqualTo(100_000);
        assertThat(lab.responder.knownSources()).isZero();
        assertThat(lab.responder.pendingCount()).isZero();
    }

    @Test
    void floodsWithMac1LeaveNoMoreThanTheTableOfSources() throws GeneralSecurityException {
        PacketMacs macs = new PacketMacs(lab.serverKey);
        byte[] init = lab.attempt(lab.epochMs).packet();
        long replyBytes = 0;
        for (int i = 0; i < 100_000; i++) {
            init[20] = (byte) i;
            init[21] = (byte) (i >>> 8);
            init[22] = (byte) (i >>> 16);
            macs.sign(init);
            lab.log.clear();
            flood(i, init);
            int answered =
                    lab.log.stream().mapToInt(reply -> reply.packet().length).sum();
            assertThat(answered).isLessThanOrEqualTo(init.length);
            replyBytes += answered;
        }
        assertThat(replyBytes).isPositive();
        assertThat(lab.responder.pendingCount()).isZero();
        assertThat(lab.pending).isEmpty();
        assertThat(lab.timestamps.size()).isZero();
        assertThat(lab.responder.knownSources()).isLessThanOrEqualTo(SourceLimiter.ENTRIES);
        // Without a pause: the flood's load is still there.
        connect();
    }

    @Test
    void noAnswerIsLongerThanItsQuestion() {
        lab.queued = 512;
        connect();
        lab.queued = 0;
        connect();
        lab.serverSuites.clear();
        lab.initiator.open(lab.nowNs);
        lab.run(SECOND);
        lab.toServer(0, lab.sent(true).get(0));
        assertThat(lab.sent(false)).hasSizeGreaterThan(3).allMatch(answer -> answer.length <= 272);
        assertThat(lab.sent(false).size()).isLessThanOrEqualTo(lab.sent(true).size() + 1);
    }

    @Test
    void aPeerHasAtMostTwoPendingSetsAndAllOfThemManyAtMost() {
        for (int i = 0; i < 5; i++) {
            lab.initiator.open(lab.nowNs);
            lab.run(100 * MS);
            assertThat(lab.responder.pendingCount()).isLessThanOrEqualTo(PendingSets.MOST_PER_PEER);
        }
        assertThat(lab.pending).hasSize(5);
        assertThat(lab.forgotten).as("the oldest made room").isEqualTo(lab.pending.subList(0, 3));
    }

    @Test
    void aReplayWithACookieOfItsOwnDisplacesNoFreshSet() throws GeneralSecurityException {
        var recorded = lab.attempt(lab.epochMs);
        lab.nowNs += SECOND;
        lab.epochMs += 1_000;
        for (int i = 0; i < 2; i++) {
            lab.initiator.open(lab.nowNs);
            lab.run(100 * MS);
        }
        assertThat(lab.responder.pendingCount()).isEqualTo(2);
        lab.log.clear();
        byte[] init = recorded.packet();
        lab.toServer(3, init);
        byte[] reply = lab.log.get(0).packet();
        PacketMacs.prove(init, recorded.openCookie(reply, 0, reply.length).get());
        lab.toServer(3, init);
        assertThat(lab.responder.refused(HandshakeRefusal.PENDING)).isEqualTo(1);
        assertThat(lab.forgotten).isEmpty();
    }

    @Test
    void aSourceMaySendFiveAtOnceAndTwentyASecond() {
        byte[] init = lab.attempt(lab.epochMs).packet();
        for (int i = 0; i < 100; i++) {
            lab.toServer(0, init);
            lab.nowNs += 10 * MS;
        }
        assertThat(lab.responder.refused(HandshakeRefusal.RATE)).isBetween(74L, 77L);
    }

    private void connect() {
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(SECOND)).isTrue();
        assertThat(lab.confirm()).isTrue();
    }

    private void flood(int i, byte[] packet) {
        Endpoint from = Endpoint.of(0, 0x0000_ffff_0a00_0000L + i, 1_024 + i % 60_000);
        lab.responder.received(HandshakeLab.SERVER_SOCKET, from, packet, packet.length, lab.nowNs, lab.epochMs);
        lab.nowNs += MS / 100;
    }
}
