package org.multiwanbond.engine.handshake;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.multiwanbond.wire.handshake.Admitted;
import org.multiwanbond.wire.handshake.Answer;
import org.multiwanbond.wire.handshake.InitMessage;
import org.multiwanbond.wire.handshake.Lsid;
import org.multiwanbond.wire.handshake.RespMessage;
import org.multiwanbond.wire.handshake.X25519KeyPair;

/** Answers the HS_INIT of an admitted peer with keys, or with the reason why not. Confined to the handshake thread. */
final class Answerer {

    private final ResponderContext context;
    private final PendingSets pending;
    private final RandomGenerator random;

    Answerer(ResponderContext context, PendingSets pending, RandomGenerator random) {
        this.context = context;
        this.pending = pending;
        this.random = random;
    }

    /**
     * Answers; empty if keys are pending now.
     *
     * @param headerSessionId the session the packet was addressed to, 0 for none
     * @param fresh whether its timestamp is greater than all before of its peer
     */
    Optional<HandshakeRefusal> answer(
            AdmittedPeer peer, Admitted init, int headerSessionId, boolean fresh, Arrival arrival) {
        InitMessage message = init.message();
        Opening opening = Opening.of(peer.id(), message);
        Optional<Integer> suite = suite(PeerTerms.suites(message.tlvs()));
        if (suite.isEmpty() || !PeerTerms.speaksOurVersion(message.tlvs())) {
            int status = suite.isEmpty() ? RespMessage.NO_COMMON_SUITE : RespMessage.NOT_PERMITTED;
            init.respond(RespMessage.refusal(status), ephemeral())
                    .ifPresent(refusal -> send(refusal.packet(), arrival));
            return Optional.of(HandshakeRefusal.SUITE);
        }
        Optional<KnownSession> known = known(opening, headerSessionId);
        if (!isPossible(opening, headerSessionId, known)) {
            return Optional.of(HandshakeRefusal.SESSION);
        }
        Optional<PendingSet> repeat = pending.toRepeat(opening, arrival.nowNs());
        if (repeat.isPresent()) {
            send(repeat.get().answer(), arrival);
            return Optional.empty();
        }
        if (!pending.makeRoom(opening, fresh, arrival.nowNs())) {
            return Optional.of(HandshakeRefusal.PENDING);
        }
        OptionalInt local = opening.mode() == HandshakeMode.REKEY
                ? OptionalInt.of(headerSessionId)
                : known.map(beside -> context.ids().allocateBeside(beside.localSessionId(), arrival.nowNs()))
                        .orElseGet(() -> context.ids().allocate(arrival.nowNs()));
        return local.isEmpty()
                ? Optional.of(HandshakeRefusal.PENDING)
                : agree(new Agreement(peer, init, opening, known, suite.get(), local.getAsInt()), fresh, arrival);
    }

    private record Agreement(
            AdmittedPeer peer,
            Admitted init,
            Opening opening,
            Optional<KnownSession> known,
            int suite,
            int localSessionId) {

        boolean resumed() {
            return opening.mode() == HandshakeMode.RESUME && known.isPresent();
        }

        RespMessage response(Lsid lsid, int innerMtuBytes) {
            int status = resumed() ? RespMessage.RESUMED : RespMessage.OK;
            return new RespMessage(
                    suite,
                    status,
                    localSessionId,
                    opening.epoch(),
                    lsid,
                    PeerTerms.announce(innerMtuBytes, peer.lease()));
        }

        EstablishedKeys keys(Lsid lsid, Answer answer) {
            return new EstablishedKeys(
                    opening.mode(),
                    false,
                    resumed(),
                    suite,
                    opening.epoch(),
                    localSessionId,
                    opening.remoteSessionId(),
                    lsid,
                    peer.id(),
                    PeerTerms.read(init.message().tlvs()).withLease(peer.lease()),
                    answer.secrets().orElseThrow());
        }
    }

    private Optional<HandshakeRefusal> agree(Agreement agreement, boolean fresh, Arrival arrival) {
        Lsid lsid = agreement.known.map(KnownSession::lsid).orElseGet(this::newLsid);
        RespMessage response = agreement.response(lsid, context.innerMtuBytes().getAsInt());
        Optional<Answer> answer = agreement.init.respond(response, ephemeral());
        if (answer.isEmpty()) {
            if (agreement.opening.mode() != HandshakeMode.REKEY) {
                context.ids().release(agreement.localSessionId, arrival.nowNs());
            }
            return Optional.of(HandshakeRefusal.AUTH);
        }
        EstablishedKeys keys = agreement.keys(lsid, answer.get());
        byte[] packet = answer.get().packet();
        pending.add(new PendingSet(agreement.opening, keys, packet, fresh, arrival.nowNs()));
        context.sink().pending(keys);
        send(packet, arrival);
        return Optional.empty();
    }

    /** §3: "The responder takes its own first choice among those offered". */
    private Optional<Integer> suite(List<Integer> offered) {
        return context.suites().suites().stream().filter(offered::contains).findFirst();
    }

    private Optional<KnownSession> known(Opening opening, int headerSessionId) {
        Optional<KnownSession> known =
                switch (opening.mode()) {
                    case NEW -> Optional.empty();
                    case REKEY -> context.sessions().bySessionId(headerSessionId);
                    case RESUME -> context.sessions().byLsid(opening.lsid());
                };
        return known.filter(session -> session.peerId().equals(opening.peerId()));
    }

    private static boolean isPossible(Opening opening, int headerSessionId, Optional<KnownSession> known) {
        if (opening.mode() != HandshakeMode.REKEY) {
            // §2: "Session ID 0, or the responder's id when re-keying"; §3: "Modes new and resume: epoch 0".
            return headerSessionId == 0 && opening.epoch() == 0;
        }
        return known.filter(session -> session.localSessionId() == headerSessionId
                        && session.remoteSessionId() == opening.remoteSessionId()
                        && session.lsid().equals(opening.lsid())
                        && session.nextEpoch() == opening.epoch())
                .isPresent();
    }

    private void send(byte[] packet, Arrival arrival) {
        context.sink().send(arrival.socket(), arrival.from(), packet.clone());
    }

    private Lsid newLsid() {
        Lsid lsid = new Lsid(random.nextLong(), random.nextLong());
        return lsid.equals(Lsid.NONE) ? newLsid() : lsid;
    }

    private byte[] ephemeral() {
        byte[] octets = new byte[X25519KeyPair.KEY_BYTES];
        random.nextBytes(octets);
        return octets;
    }
}
