package org.multiwanbond.wire.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.TlvList;
import org.multiwanbond.wire.Vectors;

/** Check K, and the part of check H that needs keys: one wrong bit anywhere is silence. */
class HandshakeRefusalTest {

    private static final Vectors VECTORS = Vectors.load();

    private final Responder responder = new Responder(Appendix.RESPONDER);
    private final Cookies cookies = new Cookies(Appendix.RESPONDER.publicKey(), Appendix.COOKIE_SECRET);

    @Test
    void refusesEveryBitFlipOfAnInit() {
        byte[] good =
                Appendix.initiator(Appendix.keys(), VECTORS.octets("cookie")).packet();
        assertThat(cookies.check(good, 0, Appendix.SOURCE)).isEqualTo(Cookies.Mac2.VALID);
        for (int bit = 128; bit < good.length * 8; bit++) {
            byte[] bad = flip(good, bit);
            boolean inMac2 = bit >= 256 * 8;
            assertThat(responder.check(bad, 0, bad.length)).isEqualTo(inMac2 ? DropReason.OK : DropReason.AUTH);
            assertThat(cookies.check(bad, 0, Appendix.SOURCE)).isEqualTo(Cookies.Mac2.WRONG);
        }
    }

    @Test
    void refusesEveryBitFlipOfAnInitUnderARightMac1() {
        byte[] good = VECTORS.octets("INIT");
        Macs macs = new Macs(Appendix.RESPONDER.publicKey());
        for (int bit = 128; bit < 240 * 8; bit++) {
            byte[] bad = flip(good, bit);
            macs.seal(bad, InitRequest.NO_COOKIE);
            assertThat(reasonOf(bad)).as("bit %d", bit).isEqualTo(DropReason.AUTH);
        }
    }

    @Test
    void refusesEveryBitFlipOfARespAndStillTakesTheGenuineOne() {
        byte[] good = VECTORS.octets("RESP");
        Initiator initiator = Appendix.initiator();
        Macs macs = new Macs(Appendix.INITIATOR.publicKey());
        for (int bit = 128; bit < good.length * 8; bit++) {
            byte[] bad = flip(good, bit);
            assertThat(initiator.finish(bad, 0, bad.length).reason()).isEqualTo(DropReason.AUTH);
            if (bit < 192 * 8) {
                macs.seal(bad, InitRequest.NO_COOKIE);
                assertThat(initiator.finish(bad, 0, bad.length).reason()).isEqualTo(DropReason.AUTH);
            }
        }
        assertThat(initiator.finish(good, 0, good.length).isOk()).isTrue();
    }

    @Test
    void refusesEveryBitFlipOfACookieReply() {
        byte[] good = VECTORS.octets("COOKIE_REPLY");
        Initiator initiator = Appendix.initiator();
        for (int bit = 128; bit < good.length * 8; bit++) {
            assertThat(initiator.openCookie(flip(good, bit), 0, 64).reason()).isEqualTo(DropReason.AUTH);
        }
    }

    @Test
    void refusesEveryBitFlipOfADataPacket() throws Exception {
        byte[] good = VECTORS.octets("DATA s1 p5");
        assertThat(open(good)).hasSize(36);
        for (int bit = 128; bit < good.length * 8; bit++) {
            ThrowingCallable opening = callOpen(flip(good, bit));
            assertThatThrownBy(opening).isInstanceOf(AEADBadTagException.class);
        }
        for (int bit = 0; bit < 128; bit++) {
            byte[] bad = flip(good, bit);
            assertThat(Header.check(bad, 0, bad.length)).isNotEqualTo(DropReason.OK);
            assertThatThrownBy(callOpen(bad)).isInstanceOf(AEADBadTagException.class);
        }
    }

    private static ThrowingCallable callOpen(byte[] packet) {
        return () -> open(packet);
    }

    private static byte[] open(byte[] packet) throws Exception {
        Cipher cipher = HandshakeVectorsTest.cipher(Cipher.DECRYPT_MODE, 1, 5, 0x100000003L);
        cipher.updateAAD(packet, 0, 16);
        return cipher.doFinal(packet, 16, packet.length - 16);
    }

    @Test
    void refusesLengthsThatDifferByOne() {
        byte[] init = Arrays.copyOf(VECTORS.octets("INIT"), 273);
        byte[] resp = Arrays.copyOf(VECTORS.octets("RESP"), 225);
        Initiator initiator = Appendix.initiator();
        for (int difference : new int[] {-1, 1}) {
            assertThat(responder.open(init, 0, 272 + difference).reason()).isEqualTo(DropReason.LENGTH);
            assertThat(initiator.finish(resp, 0, 224 + difference).reason()).isEqualTo(DropReason.LENGTH);
        }
    }

    @Test
    void refusesAnotherPrologue() {
        byte[] bad = VECTORS.octets("INIT");
        for (int bit = 16; bit < 64; bit++) {
            byte[] other = flip(bad, bit);
            Header.finish(other, 0, 256);
            new Macs(Appendix.RESPONDER.publicKey()).seal(other, InitRequest.NO_COOKIE);
            assertThat(reasonOf(other)).isEqualTo(DropReason.AUTH);
        }
    }

    @Test
    void refusesAnotherPsk() {
        byte[] init = VECTORS.octets("INIT");
        for (int bit = 0; bit < 256; bit++) {
            byte[] resp = Appendix.answer(init, flip(Appendix.PSK, bit)).packet();
            assertThat(Appendix.initiator().finish(resp, 0, resp.length).reason())
                    .isEqualTo(DropReason.AUTH);
        }
    }

    @Test
    void refusesOtherStaticKeys() {
        byte[] init = VECTORS.octets("INIT");
        byte[] resp = VECTORS.octets("RESP");
        for (int bit = 8; bit < 248; bit++) {
            X25519KeyPair other = X25519KeyPair.of(flip(Vectors.key(0x22), bit));
            assertThat(new Responder(other).open(init, 0, init.length).reason()).isEqualTo(DropReason.AUTH);
            byte[] toOther = Appendix.initiator(
                            new HandshakeKeys(Appendix.INITIATOR, other.publicKey(), Appendix.PSK),
                            InitRequest.NO_COOKIE)
                    .packet();
            new Macs(Appendix.RESPONDER.publicKey()).seal(toOther, InitRequest.NO_COOKIE);
            assertThat(reasonOf(toOther)).isEqualTo(DropReason.AUTH);
            X25519KeyPair stranger = X25519KeyPair.of(flip(Vectors.key(0x11), bit));
            HandshakeKeys keys = new HandshakeKeys(stranger, Appendix.RESPONDER.publicKey(), Appendix.PSK);
            assertThat(Appendix.initiator(keys, InitRequest.NO_COOKIE)
                            .finish(resp, 0, resp.length)
                            .reason())
                    .isEqualTo(DropReason.AUTH);
        }
    }

    @Test
    void refusesPointsThatForceTheSecretToZero() {
        byte[] zero = new byte[32];
        byte[] one = new byte[32];
        one[0] = 1;
        for (byte[] point : new byte[][] {zero, one}) {
            assertThat(Appendix.RESPONDER.agree(point)).isEmpty();
            byte[] init = VECTORS.octets("INIT");
            System.arraycopy(point, 0, init, Initiator.EPHEMERAL_OFFSET, 32);
            new Macs(Appendix.RESPONDER.publicKey()).seal(init, InitRequest.NO_COOKIE);
            assertThat(reasonOf(init)).isEqualTo(DropReason.AUTH);
            byte[] resp = VECTORS.octets("RESP");
            System.arraycopy(point, 0, resp, Initiator.EPHEMERAL_OFFSET, 32);
            new Macs(Appendix.INITIATOR.publicKey()).seal(resp, InitRequest.NO_COOKIE);
            assertThat(Appendix.initiator().finish(resp, 0, resp.length).reason())
                    .isEqualTo(DropReason.AUTH);
            assertThatThrownBy(() -> Appendix.initiator(
                            new HandshakeKeys(Appendix.INITIATOR, point, Appendix.PSK), InitRequest.NO_COOKIE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesAnAnswerToAnotherAttempt() {
        byte[] resp = VECTORS.octets("RESP");
        InitRequest other = new InitRequest(
                0, 0xa1b2c3d5, Appendix.initMessage(), Appendix.INITIATOR_EPHEMERAL, InitRequest.NO_COOKIE);
        Initiator initiator = Initiator.start(Appendix.keys(), other);
        assertThat(initiator.finish(resp, 0, resp.length).reason()).isEqualTo(DropReason.NOSESSION);
        byte[] reply = VECTORS.octets("COOKIE_REPLY");
        assertThat(initiator.openCookie(reply, 0, reply.length).reason()).isEqualTo(DropReason.AUTH);
        assertThat(initiator.finish(reply, 0, reply.length).reason()).isEqualTo(DropReason.MALFORMED);
    }

    @Test
    void bindsACookieToAddressPortAndTwoSecrets() {
        byte[] packet =
                Appendix.initiator(Appendix.keys(), VECTORS.octets("cookie")).packet();
        assertThat(cookies.check(VECTORS.octets("INIT"), 0, Appendix.SOURCE)).isEqualTo(Cookies.Mac2.ABSENT);
        assertThat(cookies.check(packet, 0, Appendix.source("192.0.2.8", 40_000)))
                .isEqualTo(Cookies.Mac2.WRONG);
        assertThat(cookies.check(packet, 0, Appendix.source("192.0.2.7", 40_001)))
                .isEqualTo(Cookies.Mac2.WRONG);
        cookies.rotate(Vectors.key(1));
        assertThat(cookies.check(packet, 0, Appendix.SOURCE)).isEqualTo(Cookies.Mac2.VALID);
        cookies.rotate(Vectors.key(2));
        assertThat(cookies.check(packet, 0, Appendix.SOURCE)).isEqualTo(Cookies.Mac2.WRONG);
    }

    @Test
    void refusesPayloadsThatAreAuthenticButIllegal() {
        byte[] payload = Appendix.initMessage().write();
        for (int[] change :
                new int[][] {{0, 0x3f}, {8, 0x7f}, {12, 3}, {13, 2}, {20, 1}, {36, 0x80}, {37, 0xff}, {127, 1}}) {
            byte[] bad = payload.clone();
            bad[change[0]] = (byte) change[1];
            assertThat(InitMessage.read(bad)).as("octet %d", change[0]).isEmpty();
        }
        byte[] noSession = payload.clone();
        Arrays.fill(noSession, 14, 16, (byte) 0);
        assertThat(InitMessage.read(noSession)).isEmpty();
        byte[] response = Appendix.respMessage().write();
        for (int[] change : new int[][] {{0, 0}, {1, 5}, {24, 0x80}, {127, 1}}) {
            byte[] bad = response.clone();
            bad[change[0]] = (byte) change[1];
            assertThat(RespMessage.read(bad)).as("octet %d", change[0]).isEmpty();
        }
    }

    @Test
    void givesNoKeysWithARefusal() {
        byte[] init = VECTORS.octets("INIT");
        Admitted admitted =
                responder.open(init, 0, init.length).get().admit(Appendix.PSK).get();
        RespMessage refusal = RespMessage.refusal(RespMessage.NO_COMMON_SUITE);
        Answer answer = admitted.respond(refusal, Appendix.RESPONDER_EPHEMERAL).orElseThrow();
        assertThat(answer.secrets()).isEmpty();
        Completed completed =
                Appendix.initiator().finish(answer.packet(), 0, 224).get();
        assertThat(completed.response()).isEqualTo(refusal);
        assertThat(completed.secrets()).isEmpty();
        assertThat(completed.response().tlvs()).isEqualTo(TlvList.EMPTY);
    }

    private int reasonOf(byte[] init) {
        Outcome<Opened> opened = responder.open(init, 0, init.length);
        return opened.isOk() ? opened.get().admit(Appendix.PSK).reason() : opened.reason();
    }

    private static byte[] flip(byte[] good, int bit) {
        byte[] bad = good.clone();
        bad[bit >>> 3] ^= (byte) (0x80 >>> (bit & 7));
        return bad;
    }
}
