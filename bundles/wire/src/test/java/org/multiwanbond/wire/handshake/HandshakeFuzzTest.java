package org.multiwanbond.wire.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.Vectors;

/** Feeds the handshake with mutated packets and its payload readers with mutated plaintext: none may throw. */
class HandshakeFuzzTest {

    private static final long SEED = 25_519;

    private final Random random = new Random(SEED);

    @Test
    void readsHostilePayloadsWithoutAnException() {
        System.out.println("seed " + SEED);
        int legal = 0;
        for (int i = 0; i < 200_000; i++) {
            var init = InitMessage.read(mutated(Appendix.initMessage().write()));
            var resp = RespMessage.read(mutated(Appendix.respMessage().write()));
            legal += init.isPresent() ? 1 : 0;
            init.ifPresent(
                    message -> assertThat(InitMessage.read(message.write())).hasValue(message));
            resp.ifPresent(
                    message -> assertThat(RespMessage.read(message.write())).hasValue(message));
        }
        assertThat(legal).isPositive();
    }

    @Test
    void refusesMutatedPackets() {
        Vectors vectors = Vectors.load();
        Responder responder = new Responder(Appendix.RESPONDER);
        Initiator initiator = Appendix.initiator();
        for (int i = 0; i < 20_000; i++) {
            byte[] init = changed(vectors.octets("INIT"));
            byte[] resp = changed(vectors.octets("RESP"));
            byte[] cookie = changed(vectors.octets("COOKIE_REPLY"));
            assertThat(responder.check(init, 0, init.length)).isPositive();
            assertThat(initiator.finish(resp, 0, resp.length).isOk()).isFalse();
            assertThat(initiator.openCookie(cookie, 0, cookie.length).isOk()).isFalse();
        }
    }

    private byte[] mutated(byte[] payload) {
        for (int left = random.nextInt(6); left > 0; left--) {
            payload[random.nextInt(48)] = (byte) random.nextInt();
        }
        return payload;
    }

    /** Changes one octet that mac1 or the header's checks cover, or the length. */
    private byte[] changed(byte[] packet) {
        int at = random.nextInt(packet.length - 16);
        packet[at] ^= (byte) (1 + random.nextInt(255));
        if (random.nextBoolean()) {
            Header.finish(packet, 0, packet.length - 16 + (at < 16 ? 1 : 0));
        }
        return packet;
    }
}
