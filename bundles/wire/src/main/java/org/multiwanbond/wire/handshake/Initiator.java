package org.multiwanbond.wire.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;

/**
 * One attempt to open a session: the HS_INIT sent, and what is needed to read its answer. Thread-safe; forged answers
 * leave it as it was.
 */
public final class Initiator {

    /** Octets that precede the HS_INIT header in the Noise prologue. */
    static final byte[] PROLOGUE = "MWB1".getBytes(StandardCharsets.US_ASCII);

    static final int EPHEMERAL_OFFSET = Header.LENGTH_BYTES;
    static final int STATIC_OFFSET = EPHEMERAL_OFFSET + X25519KeyPair.KEY_BYTES;
    static final int PAYLOAD_OFFSET = STATIC_OFFSET + X25519KeyPair.KEY_BYTES + ChaChaPoly.TAG_BYTES;
    static final int MAC1_OFFSET = PAYLOAD_OFFSET + InitMessage.BYTES + ChaChaPoly.TAG_BYTES;

    private final HandshakeKeys keys;
    private final X25519KeyPair ephemeral;
    private final SymmetricState state;
    private final byte[] packet;
    private final int sessionId;

    private Initiator(HandshakeKeys keys, InitRequest request) {
        this.keys = keys;
        this.ephemeral = X25519KeyPair.of(request.ephemeralPrivateKey());
        this.sessionId = request.message().sessionId();
        this.packet = new byte[PacketType.HS_INIT_BYTES];
        int start = Header.start(PacketType.HS_INIT, 0, 0, false);
        Header.write(packet, 0, start, request.sessionId(), request.sequence(), 0);
        Header.finish(packet, 0, packet.length - Header.LENGTH_BYTES);
        this.state = begin(packet, 0, keys.responderPublicKey());
        writeNoise(request.message());
        new Macs(keys.responderPublicKey()).seal(packet, request.cookie());
    }

    /**
     * Makes the HS_INIT.
     *
     * @throws IllegalArgumentException if the responder's public key is no usable point
     */
    public static Initiator start(HandshakeKeys keys, InitRequest request) {
        return new Initiator(keys, request);
    }

    /** The Noise state after the pre-message, common to both sides. */
    static SymmetricState begin(byte[] init, int off, byte[] responderPublicKey) {
        byte[] prologue = Arrays.copyOf(PROLOGUE, PROLOGUE.length + Header.LENGTH_BYTES);
        System.arraycopy(init, off, prologue, PROLOGUE.length, Header.LENGTH_BYTES);
        SymmetricState state = SymmetricState.initial();
        state.mixHash(prologue);
        state.mixHash(responderPublicKey);
        return state;
    }

    // IKpsk2, first message: e, es, s, ss
    private void writeNoise(InitMessage message) {
        state.mixEphemeral(ephemeral.publicKey());
        put(EPHEMERAL_OFFSET, ephemeral.publicKey());
        state.mixKey(secret(ephemeral));
        put(STATIC_OFFSET, state.encryptAndHash(keys.identity().publicKey()));
        state.mixKey(secret(keys.identity()));
        put(PAYLOAD_OFFSET, state.encryptAndHash(message.write()));
    }

    private byte[] secret(X25519KeyPair ours) {
        return ours.agree(keys.responderPublicKey())
                .orElseThrow(() -> new IllegalArgumentException("the responder's public key is no usable point"));
    }

    private void put(int at, byte[] octets) {
        System.arraycopy(octets, 0, packet, at, octets.length);
    }

    /** A copy of the HS_INIT, 272 octets. */
    public byte[] packet() {
        return packet.clone();
    }

    /** The 32 bits that an answer carries as Acknowledgment. */
    public int sequence() {
        return Header.sequence(packet, 0);
    }

    /** The Noise hash after the first message. */
    byte[] hash() {
        return state.hash();
    }

    /** Reads an HS_RESP; a refused one changes nothing, so a genuine one may still follow. */
    public Outcome<Completed> finish(byte[] buf, int off, int len) {
        int reason = checkAnswer(buf, off, len);
        if (reason != DropReason.OK) {
            return Outcome.refused(reason);
        }
        SymmetricState own = state.copy();
        byte[] theirs = Arrays.copyOfRange(buf, off + EPHEMERAL_OFFSET, off + STATIC_OFFSET);
        // IKpsk2, second message: e, ee, se, psk
        own.mixEphemeral(theirs);
        Optional<byte[]> ee = ephemeral.agree(theirs);
        Optional<byte[]> se = keys.identity().agree(theirs);
        if (ee.isEmpty() || se.isEmpty()) {
            return Outcome.refused(DropReason.AUTH);
        }
        own.mixKey(ee.get());
        own.mixKey(se.get());
        own.mixKeyAndHash(keys.psk());
        byte[] sealed = Arrays.copyOfRange(buf, off + STATIC_OFFSET, off + Responder.MAC1_OFFSET);
        Optional<byte[]> payload = own.decryptAndHash(sealed);
        if (payload.isEmpty()) {
            return Outcome.refused(DropReason.AUTH);
        }
        return RespMessage.read(payload.get())
                .map(message -> Outcome.of(complete(message, own)))
                .orElseGet(() -> Outcome.refused(DropReason.PAYLOAD));
    }

    private int checkAnswer(byte[] buf, int off, int len) {
        int reason = Header.check(buf, off, len);
        if (reason != DropReason.OK) {
            return reason;
        }
        if (Header.type(buf, off) != PacketType.HS_RESP) {
            return DropReason.MALFORMED;
        }
        if (Header.sessionId(buf, off) != sessionId || Header.acknowledgment(buf, off) != sequence()) {
            return DropReason.NOSESSION;
        }
        // Nobody gives a responder a cookie, so its mac2 has one legal value.
        boolean mac2IsZero = BigEndian.isZero(buf, off + len - Macs.BYTES, Macs.BYTES);
        boolean genuine = mac2IsZero && new Macs(keys.identity().publicKey()).hasMac1(buf, off, len);
        return genuine ? DropReason.OK : DropReason.AUTH;
    }

    private static Completed complete(RespMessage message, SymmetricState state) {
        Optional<TrafficSecrets> secrets = message.installsKeys() ? Optional.of(state.split()) : Optional.empty();
        return new Completed(message, secrets, state.hash());
    }

    /** The cookie in a COOKIE_REPLY to this HS_INIT, for the next attempt on the same link. */
    public Outcome<byte[]> openCookie(byte[] buf, int off, int len) {
        int reason = Header.check(buf, off, len);
        if (reason == DropReason.OK && Header.type(buf, off) != PacketType.COOKIE_REPLY) {
            reason = DropReason.MALFORMED;
        }
        return reason != DropReason.OK
                ? Outcome.refused(reason)
                : Cookies.open(buf, off, packet, keys.responderPublicKey())
                        .map(Outcome::of)
                        .orElseGet(() -> Outcome.refused(DropReason.AUTH));
    }
}
