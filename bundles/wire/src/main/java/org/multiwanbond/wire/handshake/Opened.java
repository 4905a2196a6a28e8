package org.multiwanbond.wire.handshake;

import java.util.Arrays;
import java.util.Optional;
import org.multiwanbond.wire.DropReason;

/** An HS_INIT whose sender's static key is known but not yet proved. Confined to one thread; used once. */
public final class Opened {

    private final X25519KeyPair identity;
    private final SymmetricState state;
    private final byte[] init;
    private final byte[] initiatorKey;

    Opened(X25519KeyPair identity, SymmetricState state, byte[] init, byte[] initiatorKey) {
        this.identity = identity;
        this.state = state;
        this.init = init;
        this.initiatorKey = initiatorKey;
    }

    /** A copy of the static public key the sender claims: look it up in the allow-list. */
    public byte[] initiatorKey() {
        return initiatorKey.clone();
    }

    /** Goes on with the peer's PSK (32 octets, zero for none): proves the key and reads the payload. */
    public Outcome<Admitted> admit(byte[] psk) {
        HandshakeKeys.requireKey("pre-shared key", psk);
        SymmetricState own = state.copy();
        // IKpsk2, first message: ss
        Optional<byte[]> ss = identity.agree(initiatorKey);
        if (ss.isEmpty()) {
            return Outcome.refused(DropReason.AUTH);
        }
        own.mixKey(ss.get());
        byte[] sealed = Arrays.copyOfRange(init, Initiator.PAYLOAD_OFFSET, Initiator.MAC1_OFFSET);
        Optional<byte[]> payload = own.decryptAndHash(sealed);
        if (payload.isEmpty()) {
            return Outcome.refused(DropReason.AUTH);
        }
        return InitMessage.read(payload.get())
                .map(message -> Outcome.of(new Admitted(this, own, message, psk.clone())))
                .orElseGet(() -> Outcome.refused(DropReason.PAYLOAD));
    }

    /** The HS_INIT; not a copy. */
    byte[] init() {
        return init;
    }
}
