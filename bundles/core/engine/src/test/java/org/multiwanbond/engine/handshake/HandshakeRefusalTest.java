package org.multiwanbond.engine.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.handshake.HandshakeLab.SECOND;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.TlvList;
import org.multiwanbond.wire.TlvType;
import org.multiwanbond.wire.handshake.Admitted;
import org.multiwanbond.wire.handshake.Lsid;
import org.multiwanbond.wire.handshake.RespMessage;
import org.multiwanbond.wire.handshake.X25519KeyPair;

class HandshakeRefusalTest {
    @TempDir
    Path folder;

    private HandshakeLab lab;

    @BeforeEach
    void build() {
        lab = new HandshakeLab(folder);
    }

    @Test
    void aWrongPresharedKeyGivesNoSessionAndASentence() {
        lab.initiator = lab.client(lab.key(), lab.serverKey);
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(3 * SECOND)).isFalse();
        assertThat(lab.initiator.problem(lab.nowNs))
                .get()
                .asString()
                .startsWith("The answer from 203.0.113.20:7000 on fiber cannot be read: the pre-shared keys");
        lab.initiator.stop(lab.nowNs);
        lab.run(11 * SECOND);
        assertThat(lab.responder.pendingCount()).isZero();
        assertThat(lab.forgotten).hasSameSizeAs(lab.pending);
    }

    @Test
    void aWrongServerKeyMeetsSilenceAndASentence() {
        lab.initiator = lab.client(lab.psk, HandshakeLab.publicOf(lab.key()));
        lab.links.add(HandshakeLab.link("starlink", 1));
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(12 * SECOND)).isFalse();
        assertThat(lab.sent(false)).isEmpty();
        assertThat(lab.responder.knownSources()).as("no state without mac1").isZero();
        assertThat(lab.initiator.problem(lab.nowNs))
                .contains("No answer from 203.0.113.20:7000 on fiber, starlink since 12 s:"
                        + " server down, wrong address, wrong key or UDP blocked.");
    }

    @Test
    void aServerKeyThatIsNoPointIsSaidAndNothingIsSent() {
        lab.initiator = lab.client(lab.psk, new Key32(new byte[Key32.BYTES]));
        lab.initiator.open(lab.nowNs);
        lab.run(SECOND);
        assertThat(lab.log).isEmpty();
        assertThat(lab.initiator.problem(lab.nowNs)).get().asString().contains("no key on Curve25519");
    }

    @Test
    void aStrangerMeetsSilenceAndLeavesNothing() {
        lab.admitted.clear();
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(3 * SECOND)).isFalse();
        assertThat(lab.sent(false)).isEmpty();
        assertThat(lab.responder.refused(HandshakeRefusal.STRANGER)).isGreaterThan(2);
        assertThat(lab.responder.pendingCount()).isZero();
        assertThat(lab.timestamps.size()).isZero();
        assertThat(lab.pending).isEmpty();
    }

    @Test
    void withoutACommonSuiteThereIsASentenceAndASlowRetry() {
        lab.serverSuites.clear();
        lab.serverSuites.add(3);
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(9 * SECOND)).isFalse();
        assertThat(lab.initiator.problem(lab.nowNs)).contains("203.0.113.20:7000 has no cipher in common with us.");
        assertThat(lab.sent(true)).hasSizeLessThanOrEqualTo(3);
        assertThat(lab.pending).isEmpty();
        lab.serverSuites.add(1);
        assertThat(lab.connects(6 * SECOND)).isTrue();
    }

    @Test
    void aSuiteThatWasNotOfferedIsRefused() {
        HandshakeLab.Flying init = firstInit();
        for (int suite = 3; suite < 256; suite++) {
            answer(init, new RespMessage(suite, RespMessage.OK, 9, 0, new Lsid(1, 2), TlvList.EMPTY));
            assertThat(lab.established).as("suite %d", suite).isEmpty();
        }
        answer(init, new RespMessage(2, RespMessage.OK, 9, 0, new Lsid(1, 2), TlvList.EMPTY));
        assertThat(lab.established).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotFitTheQuestionIsRefused() {
        HandshakeLab.Flying init = firstInit();
        Lsid lsid = new Lsid(1, 2);
        TlvList version2 = TlvList.EMPTY.with(TlvType.PROTOCOL_VERSIONS, (byte) 2);
        for (RespMessage wrong : List.of(
                new RespMessage(1, RespMessage.RESUMED, 9, 0, lsid, TlvList.EMPTY),
                new RespMessage(1, RespMessage.OK, 9, 1, lsid, TlvList.EMPTY),
                new RespMessage(1, RespMessage.OK, 9, 0, Lsid.NONE, TlvList.EMPTY),
                new RespMessage(1, RespMessage.OK, 9, 0, lsid, version2))) {
            answer(init, wrong);
            assertThat(lab.established).as(wrong.toString()).isEmpty();
        }
        answer(init, new RespMessage(1, RespMessage.OK, 9, 0, lsid, TlvList.EMPTY));
        assertThat(lab.established).hasSize(1);
    }

    @Test
    void anyBitFlippedInAnInitMeetsSilence() {
        byte[] init = firstInit().packet();
        for (int bit = 0; bit < init.length * 8; bit++) {
            byte[] flipped = init.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            lab.toServer(0, flipped);
            lab.nowNs += SECOND;
            assertThat(lab.pending).as("bit %d", bit).isEmpty();
            assertThat(lab.sent(false)).as("bit %d", bit).isEmpty();
        }
        lab.toServer(0, init);
        assertThat(lab.pending).hasSize(1);
    }

    @Test
    void anyBitFlippedInAnAnswerIsRefused() {
        HandshakeLab.Flying init = firstInit();
        lab.toServer(0, init.packet());
        byte[] answer = lab.sent(false).get(0);
        for (int bit = 0; bit < answer.length * 8; bit++) {
            byte[] flipped = answer.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            lab.initiator.received(0, HandshakeLab.SERVER, flipped, flipped.length, lab.nowNs);
            assertThat(lab.established).as("bit %d", bit).isEmpty();
        }
        lab.initiator.received(0, HandshakeLab.SERVER, answer, answer.length, lab.nowNs);
        assertThat(lab.established).hasSize(1);
    }

    @Test
    void anAnswerFromElsewhereIsRefused() {
        lab.toServer(0, firstInit().packet());
        byte[] answer = lab.sent(false).get(0);
        lab.initiator.received(0, HandshakeLab.endpoint("203.0.113.21", 7000), answer, answer.length, lab.nowNs);
        lab.initiator.received(1, HandshakeLab.SERVER, answer, answer.length, lab.nowNs);
        assertThat(lab.established).isEmpty();
    }

    @Test
    void anySuffixOrShorteningIsRefused() {
        byte[] init = firstInit().packet();
        byte[] longer = java.util.Arrays.copyOf(init, 1_500);
        for (int length = 0; length < longer.length; length++) {
            if (length != init.length) {
                lab.responder.received(0, HandshakeLab.source(0), longer, length, lab.nowNs, lab.epochMs);
            }
        }
        assertThat(lab.responder.refused(HandshakeRefusal.MALFORMED)).isEqualTo(1_499);
        assertThat(lab.sent(false)).isEmpty();
    }

    @Test
    void aReplayedInitIsAskedForACookieAndChangesNothing() {
        lab.initiator.open(lab.nowNs);
        assertThat(lab.connects(SECOND)).isTrue();
        assertThat(lab.confirm()).isTrue();
        byte[] init = lab.sent(true).get(0);
        for (int i = 0; i < 10; i++) {
            lab.toServer(3, init);
            lab.nowNs += SECOND;
        }
        assertThat(lab.pending).hasSize(1);
        assertThat(lab.responder.refused(HandshakeRefusal.STALE)).isEqualTo(10);
        assertThat(lab.sent(false).subList(1, 11)).allMatch(reply -> reply.length == PacketType.COOKIE_REPLY_BYTES);
    }

    @Test
    void randomPacketsMeetSilence() {
        byte[] packet = new byte[600];
        firstInit();
        for (int i = 0; i < 100_000; i++) {
            int length = lab.random.nextInt(packet.length);
            lab.random.nextBytes(packet);
            if (i % 2 == 0) {
                length = disguise(packet, i);
            }
            lab.responder.received(0, HandshakeLab.source(0), packet, length, lab.nowNs, lab.epochMs);
            lab.initiator.received(0, HandshakeLab.SERVER, packet, length, lab.nowNs);
        }
        assertThat(lab.sent(false)).isEmpty();
        assertThat(lab.established).isEmpty();
        assertThat(lab.responder.knownSources()).isZero();
    }

    /** Gives random octets a header that passes, so that they come as far as they can. */
    private int disguise(byte[] packet, int turn) {
        int type = PacketType.HS_INIT + turn / 2 % 3;
        int length = List.of(PacketType.HS_INIT_BYTES, PacketType.HS_RESP_BYTES, PacketType.COOKIE_REPLY_BYTES)
                .get(type - PacketType.HS_INIT);
        boolean answer = type != PacketType.HS_INIT;
        byte[] init = lab.sent(true).get(0);
        int session = type == PacketType.HS_RESP ? 1 + lab.random.nextInt(65_535) : 0;
        int start = Header.start(type, 0, 0, answer);
        Header.write(
                packet, 0, start, session, answer ? 0 : lab.random.nextInt(), answer ? Header.sequence(init, 0) : 0);
        Header.finish(packet, 0, length - Header.LENGTH_BYTES);
        return length;
    }

    private HandshakeLab.Flying firstInit() {
        lab.initiator.open(lab.nowNs);
        lab.initiator.tick(lab.nowNs, lab.epochMs);
        return lab.log.get(lab.log.size() - 1);
    }

    /** Answers as a server would that holds the right keys but not to the rules. */
    private void answer(HandshakeLab.Flying init, RespMessage response) {
        var noise = new org.multiwanbond.wire.handshake.Responder(X25519KeyPair.of(lab.serverPrivate.octets()));
        Admitted admitted = noise.open(init.packet(), 0, init.packet().length)
                .get()
                .admit(lab.psk.octets())
                .get();
        byte[] packet =
                admitted.respond(response, lab.key().octets()).orElseThrow().packet();
        lab.initiator.received(0, HandshakeLab.SERVER, packet, packet.length, lab.nowNs);
    }
}
