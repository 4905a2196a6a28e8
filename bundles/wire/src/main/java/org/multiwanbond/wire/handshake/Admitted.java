package org.multiwanbond.wire.handshake;

import java.util.Arrays;
import java.util.Optional;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;

/** An HS_INIT whose sender proved its static key; its timestamp is still to be judged. Confined to one thread. */
public final class Admitted {

    private final Opened opened;
    private final SymmetricState state;
    private final InitMessage message;
    private final byte[] psk;

    Admitted(Opened opened, SymmetricState state, InitMessage message, byte[] psk) {
        this.opened = opened;
        this.state = state;
        this.message = message;
        this.psk = psk;
    }

    /** A copy of the sender's static public key. */
    public byte[] initiatorKey() {
        return opened.initiatorKey();
    }

    /** What the initiator asks for. */
    public InitMessage message() {
        return message;
    }

    /** The Noise hash after the first message. */
    byte[] hash() {
        return state.hash();
    }

    /**
     * Makes the HS_RESP.
     *
     * @param ephemeralPrivateKey 32 random octets, fresh for every answer
     * @return empty if the initiator's ephemeral key is no usable point
     */
    public Optional<Answer> respond(RespMessage response, byte[] ephemeralPrivateKey) {
        byte[] init = opened.init();
        byte[] theirs = Arrays.copyOfRange(init, Initiator.EPHEMERAL_OFFSET, Initiator.STATIC_OFFSET);
        X25519KeyPair ephemeral = X25519KeyPair.of(ephemeralPrivateKey);
        Optional<byte[]> ee = ephemeral.agree(theirs);
        Optional<byte[]> se = ephemeral.agree(opened.initiatorKey());
        if (ee.isEmpty() || se.isEmpty()) {
            return Optional.empty();
        }
        SymmetricState own = state.copy();
        // IKpsk2, second message: e, ee, se, psk
        own.mixEphemeral(ephemeral.publicKey());
        own.mixKey(ee.get());
        own.mixKey(se.get());
        own.mixKeyAndHash(psk);
        byte[] packet = packet(ephemeral.publicKey(), own.encryptAndHash(response.write()));
        Optional<TrafficSecrets> secrets = response.installsKeys() ? Optional.of(own.split()) : Optional.empty();
        return Optional.of(new Answer(packet, secrets, own.hash()));
    }

    private byte[] packet(byte[] ephemeral, byte[] sealed) {
        byte[] packet = new byte[PacketType.HS_RESP_BYTES];
        int start = Header.start(PacketType.HS_RESP, 0, 0, true);
        Header.write(packet, 0, start, message.sessionId(), 0, Header.sequence(opened.init(), 0));
        Header.finish(packet, 0, packet.length - Header.LENGTH_BYTES);
        System.arraycopy(ephemeral, 0, packet, Initiator.EPHEMERAL_OFFSET, ephemeral.length);
        System.arraycopy(sealed, 0, packet, Initiator.STATIC_OFFSET, sealed.length);
        new Macs(opened.initiatorKey()).seal(packet, InitRequest.NO_COOKIE);
        return packet;
    }
}
