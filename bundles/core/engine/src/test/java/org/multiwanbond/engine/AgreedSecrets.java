package org.multiwanbond.engine;

import java.time.Instant;
import java.util.Random;
import org.multiwanbond.wire.TlvList;
import org.multiwanbond.wire.TlvType;
import org.multiwanbond.wire.handshake.Admitted;
import org.multiwanbond.wire.handshake.Answer;
import org.multiwanbond.wire.handshake.HandshakeKeys;
import org.multiwanbond.wire.handshake.InitMessage;
import org.multiwanbond.wire.handshake.InitRequest;
import org.multiwanbond.wire.handshake.Initiator;
import org.multiwanbond.wire.handshake.Lsid;
import org.multiwanbond.wire.handshake.RespMessage;
import org.multiwanbond.wire.handshake.Responder;
import org.multiwanbond.wire.handshake.Timestamp;
import org.multiwanbond.wire.handshake.TrafficSecrets;
import org.multiwanbond.wire.handshake.X25519KeyPair;

/** The secrets of both ends after a real handshake with keys of a test. Immutable, but for what its user wipes. */
public record AgreedSecrets(TrafficSecrets initiator, TrafficSecrets responder) {
    private static final long EPOCH_SECONDS = 1_790_000_000L;

    public static AgreedSecrets of(Random random) {
        X25519KeyPair server = X25519KeyPair.of(octets(random));
        HandshakeKeys keys = new HandshakeKeys(X25519KeyPair.of(octets(random)), server.publicKey(), new byte[32]);
        InitMessage hello = new InitMessage(
                Timestamp.of(Instant.ofEpochSecond(EPOCH_SECONDS)),
                InitMessage.NEW,
                InitMessage.CLIENT,
                1,
                0,
                Lsid.NONE,
                TlvList.EMPTY.with(TlvType.SUITES, (byte) 1));
        Initiator initiator = Initiator.start(
                keys, new InitRequest(0, random.nextInt(), hello, octets(random), InitRequest.NO_COOKIE));
        byte[] init = initiator.packet();
        Admitted admitted = new Responder(server)
                .open(init, 0, init.length)
                .get()
                .admit(new byte[32])
                .get();
        RespMessage welcome = new RespMessage(1, RespMessage.OK, 2, 0, new Lsid(1, 2), TlvList.EMPTY);
        Answer answer = admitted.respond(welcome, octets(random)).orElseThrow();
        TrafficSecrets ours = initiator
                .finish(answer.packet(), 0, answer.packet().length)
                .get()
                .secrets()
                .orElseThrow();
        return new AgreedSecrets(ours, answer.secrets().orElseThrow());
    }

    private static byte[] octets(Random random) {
        byte[] octets = new byte[X25519KeyPair.KEY_BYTES];
        random.nextBytes(octets);
        return octets;
    }
}
