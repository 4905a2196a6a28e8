package org.multiwanbond.wire.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketNumbers;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.Vectors;

class HandshakeVectorsTest {

    private static final Vectors VECTORS = Vectors.load();

    @Test
    void derivesThePublicKeys() {
        assertThat(Appendix.INITIATOR.publicKey()).isEqualTo(VECTORS.octets("Spub_i"));
        assertThat(Appendix.RESPONDER.publicKey()).isEqualTo(VECTORS.octets("Spub_r"));
        assertThat(X25519KeyPair.of(Appendix.INITIATOR_EPHEMERAL).publicKey()).isEqualTo(VECTORS.octets("Epub_i"));
        assertThat(X25519KeyPair.of(Appendix.RESPONDER_EPHEMERAL).publicKey()).isEqualTo(VECTORS.octets("Epub_r"));
    }

    @Test
    void makesTheInit() {
        Initiator initiator = Appendix.initiator();
        assertThat(initiator.packet()).isEqualTo(VECTORS.octets("INIT"));
        assertThat(Arrays.copyOf(initiator.packet(), 16)).isEqualTo(VECTORS.octets("INIT header"));
        assertThat(initiator.hash()).isEqualTo(VECTORS.octets("h after INIT"));
    }

    @Test
    void readsTheInitAndMakesTheResp() {
        byte[] init = VECTORS.octets("INIT");
        Opened opened =
                new Responder(Appendix.RESPONDER).open(init, 0, init.length).get();
        assertThat(opened.initiatorKey()).isEqualTo(VECTORS.octets("Spub_i"));
        Admitted admitted = opened.admit(Appendix.PSK).get();
        assertThat(admitted.hash()).isEqualTo(VECTORS.octets("h after INIT"));
        assertThat(admitted.message()).isEqualTo(Appendix.initMessage());

        Answer answer = admitted.respond(Appendix.respMessage(), Appendix.RESPONDER_EPHEMERAL)
                .orElseThrow();
        assertThat(answer.packet()).isEqualTo(VECTORS.octets("RESP"));
        assertThat(answer.handshakeHash()).isEqualTo(VECTORS.octets("handshake hash"));
        checkSecrets(answer.secrets().orElseThrow());
    }

    @Test
    void readsTheResp() {
        byte[] resp = VECTORS.octets("RESP");
        Completed completed = Appendix.initiator().finish(resp, 0, resp.length).get();
        assertThat(completed.response()).isEqualTo(Appendix.respMessage());
        assertThat(completed.handshakeHash()).isEqualTo(VECTORS.octets("handshake hash"));
        checkSecrets(completed.secrets().orElseThrow());
    }

    private static void checkSecrets(TrafficSecrets secrets) {
        KeySchedule i2r = secrets.sending(true);
        assertThat(i2r).isSameAs(secrets.receiving(false));
        assertThat(i2r.secret()).isEqualTo(VECTORS.octets("T_i2r"));
        assertThat(secrets.sending(false).secret()).isEqualTo(VECTORS.octets("T_r2i"));
        for (int suite = 1; suite <= 2; suite++) {
            for (int path = 0; path <= 5; path += 5) {
                String name = "i2r s" + suite + " p" + path;
                assertThat(i2r.key(suite, path, 32)).isEqualTo(VECTORS.octets("key " + name));
                assertThat(i2r.iv(suite, path)).isEqualTo(VECTORS.octets("iv  " + name));
            }
        }
    }

    @Test
    void makesTheDataPackets() throws Exception {
        int first = Header.start(PacketType.DATA, 5, 1, true);
        assertThat(sealData(1, first, 0x100000003L, 0x10)).isEqualTo(VECTORS.octets("DATA s1 p5"));
        int second = Header.start(PacketType.DATA, 0, 0, false);
        assertThat(sealData(2, second, 0, 0)).isEqualTo(VECTORS.octets("DATA s2 p0"));
    }

    private static byte[] sealData(int suite, int start, long number, int ack) throws Exception {
        byte[] packet = new byte[16 + 8 + 28];
        Header.write(packet, 0, start, 0xbeef, (int) number, ack);
        Header.finish(packet, 0, packet.length);
        int inner = new DataPayload().begin(7, DataPayload.ORDERED, 0, 0x0102).write(packet, 16);
        byte[] ip = HexFormat.of().parseHex("4500001c000100004011");
        System.arraycopy(ip, 0, packet, inner, ip.length);
        int path = Header.pathId(packet, 0);
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, suite, path, number);
        cipher.updateAAD(packet, 0, 16);
        byte[] sealed = cipher.doFinal(packet, 16, packet.length - 16);
        byte[] whole = Arrays.copyOf(packet, 16 + sealed.length);
        System.arraycopy(sealed, 0, whole, 16, sealed.length);
        return whole;
    }

    /** A cipher keyed as packets from the appendix's initiator to its responder are. */
    static Cipher cipher(int mode, int suite, int path, long number) throws Exception {
        KeySchedule keys = new KeySchedule(VECTORS.octets("T_i2r"));
        byte[] nonce = new byte[PacketNumbers.NONCE_BYTES];
        PacketNumbers.nonce(keys.iv(suite, path), number, nonce);
        byte[] key = keys.key(suite, path, 32);
        Cipher cipher = Cipher.getInstance(suite == 1 ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
        cipher.init(
                mode,
                new SecretKeySpec(key, suite == 1 ? "AES" : "ChaCha20"),
                suite == 1 ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce));
        return cipher;
    }

    @Test
    void makesAndReadsTheCookieReply() {
        byte[] cookie = VECTORS.octets("cookie");
        byte[] init = VECTORS.octets("INIT");
        assertThat(Cookies.cookie(Appendix.COOKIE_SECRET, Appendix.SOURCE)).isEqualTo(cookie);

        Cookies cookies = new Cookies(Appendix.RESPONDER.publicKey(), Appendix.COOKIE_SECRET);
        byte[] reply = cookies.reply(init, 0, Appendix.SOURCE, Appendix.COOKIE_RANDOM);
        assertThat(reply).isEqualTo(VECTORS.octets("COOKIE_REPLY"));
        assertThat(Appendix.initiator().openCookie(reply, 0, reply.length).get())
                .isEqualTo(cookie);
    }

    @Test
    void makesMac2() {
        byte[] packet =
                Appendix.initiator(Appendix.keys(), VECTORS.octets("cookie")).packet();
        byte[] init = VECTORS.octets("INIT");
        System.arraycopy(VECTORS.octets("mac2"), 0, init, 256, 16);
        assertThat(packet).isEqualTo(init);
    }
}
