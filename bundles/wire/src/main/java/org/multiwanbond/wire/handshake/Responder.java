package org.multiwanbond.wire.handshake;

import java.util.Arrays;
import java.util.Optional;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;

/**
 * Reads HS_INIT packets in two steps, so that the caller sees who knocks before it says with which PSK to go on.
 * Thread-safe.
 *
 * <p>{@link #open}, look up the {@link Opened#initiatorKey}, {@link Opened#admit}, judge the message's timestamp,
 * {@link Admitted#respond}. The PSK shows only in the second message: an initiator with another one is met by an answer
 * it cannot read.
 */
public final class Responder {

    static final int MAC1_OFFSET = Initiator.STATIC_OFFSET + RespMessage.BYTES + ChaChaPoly.TAG_BYTES;

    private final X25519KeyPair identity;
    private final Macs macs;

    /** A responder with its static keys. */
    public Responder(X25519KeyPair identity) {
        this.identity = identity;
        this.macs = new Macs(identity.publicKey());
    }

    /** Checks header and mac1 only, which costs no Diffie-Hellman: {@link DropReason#OK} or the reason. */
    public int check(byte[] buf, int off, int len) {
        int reason = Header.check(buf, off, len);
        if (reason != DropReason.OK) {
            return reason;
        }
        if (Header.type(buf, off) != PacketType.HS_INIT) {
            return DropReason.MALFORMED;
        }
        return macs.hasMac1(buf, off, len) ? DropReason.OK : DropReason.AUTH;
    }

    /** Does {@link #check} and reads the initiator's static key; mac2 is for {@link Cookies#check}. */
    public Outcome<Opened> open(byte[] buf, int off, int len) {
        int reason = check(buf, off, len);
        if (reason != DropReason.OK) {
            return Outcome.refused(reason);
        }
        byte[] init = Arrays.copyOfRange(buf, off, off + len);
        byte[] ephemeral = Arrays.copyOfRange(init, Initiator.EPHEMERAL_OFFSET, Initiator.STATIC_OFFSET);
        SymmetricState state = Initiator.begin(init, 0, identity.publicKey());
        // IKpsk2, first message: e, es, s
        state.mixEphemeral(ephemeral);
        Optional<byte[]> es = identity.agree(ephemeral);
        if (es.isEmpty()) {
            return Outcome.refused(DropReason.AUTH);
        }
        state.mixKey(es.get());
        return state.decryptAndHash(Arrays.copyOfRange(init, Initiator.STATIC_OFFSET, Initiator.PAYLOAD_OFFSET))
                .map(key -> Outcome.of(new Opened(identity, state, init, key)))
                .orElseGet(() -> Outcome.refused(DropReason.AUTH));
    }
}
