package org.multiwanbond.engine.handshake;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.TlvList;
import org.multiwanbond.wire.handshake.Completed;
import org.multiwanbond.wire.handshake.HandshakeKeys;
import org.multiwanbond.wire.handshake.InitMessage;
import org.multiwanbond.wire.handshake.InitRequest;
import org.multiwanbond.wire.handshake.Lsid;
import org.multiwanbond.wire.handshake.Macs;
import org.multiwanbond.wire.handshake.Outcome;
import org.multiwanbond.wire.handshake.RespMessage;
import org.multiwanbond.wire.handshake.Timestamp;
import org.multiwanbond.wire.handshake.TrafficSecrets;
import org.multiwanbond.wire.handshake.X25519KeyPair;

/**
 * How this end gets into a server: one goal at a time, tried over all links until one of them brings an answer. Confined
 * to the handshake thread.
 */
public final class Initiator implements OwnOpening {

    private final InitiatorContext context;
    private final RandomGenerator random;
    private final HandshakeKeys keys;
    private final Key32 serverKey;
    private final int role;
    private final Macs ourMacs;
    private final boolean serverKeyIsUsable;
    private final RetrySchedule schedule;
    private final Attempts attempts = new Attempts();
    private final HeldCookies cookies = new HeldCookies();
    private final Trouble trouble = new Trouble();
    private final Refusals refusals = new Refusals();
    private Optional<Goal> goal = Optional.empty();
    private Timestamp lastTimestamp = new Timestamp(0, 0);

    /** An initiator at rest; {@code random} must be unpredictable outside of tests. */
    public Initiator(InitiatorIdentity identity, InitiatorContext context, RandomGenerator random) {
        X25519KeyPair pair = X25519KeyPair.of(identity.privateKey().octets());
        this.context = context;
        this.random = random;
        this.serverKey = identity.serverKey();
        this.keys = new HandshakeKeys(
                pair, serverKey.octets(), identity.presharedKey().octets());
        this.role = identity.peer() ? InitMessage.PEER : InitMessage.CLIENT;
        this.serverKeyIsUsable = pair.agree(serverKey.octets()).isPresent();
        this.ourMacs = new Macs(pair.publicKey());
        this.schedule = new RetrySchedule(random);
    }

    /** Wants a new session. */
    public void open(long nowNs) {
        begin(nowNs, HandshakeMode.NEW, Lsid.NONE);
    }

    /** Wants a session continued that lost its peer; the server may give a new one instead. */
    public void resume(Lsid lsid, long nowNs) {
        begin(nowNs, HandshakeMode.RESUME, lsid);
    }

    /** Wants fresh keys for a living session. */
    public void rekey(KnownSession session, long nowNs) {
        stop(nowNs);
        start(new Goal(
                HandshakeMode.REKEY,
                session.localSessionId(),
                session.remoteSessionId(),
                session.lsid(),
                session.nextEpoch(),
                nowNs));
    }

    private void begin(long nowNs, HandshakeMode mode, Lsid lsid) {
        stop(nowNs);
        int id = context.ids()
                .allocate(nowNs)
                .orElseThrow(() -> new IllegalStateException("all 65 535 session ids are in use"));
        start(new Goal(mode, id, 0, lsid, 0, nowNs));
    }

    private void start(Goal wanted) {
        goal = Optional.of(wanted);
        schedule.restart(wanted.sinceNs());
    }

    /** Wants nothing any more. */
    public void stop(long nowNs) {
        goal.filter(wanted -> wanted.mode() != HandshakeMode.REKEY)
                .ifPresent(wanted -> context.ids().release(wanted.localSessionId(), nowNs));
        rest();
    }

    private void rest() {
        goal = Optional.empty();
        attempts.clear();
        trouble.clear();
    }

    /** Whether it wants something. */
    public boolean outstanding() {
        return goal.isPresent();
    }

    /** Sends what is due; answers when it wants to be called next, {@link Responder#NEVER} when it wants nothing. */
    public long tick(long nowNs, long epochMs) {
        if (goal.isEmpty()) {
            return Responder.NEVER;
        }
        attempts.expire(nowNs);
        if (schedule.isDue(nowNs)) {
            attempt(goal.get(), nowNs, epochMs);
        }
        return schedule.nextNs();
    }

    private void attempt(Goal wanted, long nowNs, long epochMs) {
        List<HandshakeLink> links = context.links().get();
        List<Integer> suites = List.copyOf(context.suites().suites());
        if (links.isEmpty() || suites.isEmpty() || !serverKeyIsUsable) {
            trouble.cannotSend(links.isEmpty(), suites.isEmpty());
            schedule.nothingToSend(nowNs);
            return;
        }
        HandshakeLink link = links.get(schedule.link(links.size()));
        InitRequest request = new InitRequest(
                wanted.remoteSessionId(),
                random.nextInt(),
                message(wanted, suites, epochMs),
                ephemeral(),
                cookies.take(link, nowNs));
        var noise = org.multiwanbond.wire.handshake.Initiator.start(keys, request);
        attempts.add(new Attempt(noise, link, suites, nowNs));
        trouble.tried(link);
        schedule.sent(links.size(), nowNs);
        context.sink().send(link.socket(), link.to(), noise.packet());
    }

    private InitMessage message(Goal wanted, List<Integer> suites, long epochMs) {
        TlvList tlvs =
                PeerTerms.withSuites(PeerTerms.announce(context.innerMtuBytes().getAsInt()), suites);
        return new InitMessage(
                nextTimestamp(epochMs),
                wanted.mode().wire(),
                role,
                wanted.localSessionId(),
                wanted.epoch(),
                wanted.lsid(),
                tlvs);
    }

    /** The time now, or one nanosecond more than the last if the clock went back or stood still. */
    private Timestamp nextTimestamp(long epochMs) {
        Timestamp now = Timestamp.of(Instant.ofEpochMilli(Math.max(0, epochMs)));
        Instant next = Instant.ofEpochSecond(lastTimestamp.unixSeconds(), lastTimestamp.nanos() + 1L);
        lastTimestamp = now.compareTo(lastTimestamp) > 0 ? now : Timestamp.of(next);
        return lastTimestamp;
    }

    private byte[] ephemeral() {
        byte[] octets = new byte[X25519KeyPair.KEY_BYTES];
        random.nextBytes(octets);
        return octets;
    }

    /** Works on one packet; anything but a good answer to an attempt of ours is counted and dropped. */
    public void received(int socket, Endpoint from, byte[] packet, int lengthBytes, long nowNs) {
        if (Header.check(packet, 0, lengthBytes) != DropReason.OK) {
            refusals.count(HandshakeRefusal.MALFORMED);
            return;
        }
        int type = Header.type(packet, 0);
        boolean answer = type == PacketType.HS_RESP || type == PacketType.COOKIE_REPLY;
        Optional<Attempt> attempt = answer ? attempts.find(Header.acknowledgment(packet, 0)) : Optional.empty();
        if (goal.isEmpty() || attempt.isEmpty()) {
            refusals.count(answer ? HandshakeRefusal.UNASKED : HandshakeRefusal.MALFORMED);
            return;
        }
        if (type == PacketType.COOKIE_REPLY) {
            takeCookie(attempt.get(), socket, from, Arrays.copyOf(packet, lengthBytes), nowNs);
            return;
        }
        // A responder may repeat its answer on the link of a later attempt.
        Optional<HandshakeLink> link = linkOf(attempt.get(), socket, from);
        if (link.isEmpty()) {
            refusals.count(HandshakeRefusal.UNASKED);
            return;
        }
        finish(attempt.get(), link.get(), Arrays.copyOf(packet, lengthBytes), nowNs);
    }

    private Optional<HandshakeLink> linkOf(Attempt attempt, int socket, Endpoint from) {
        return attempt.link().carried(socket, from)
                ? Optional.of(attempt.link())
                : context.links().get().stream()
                        .filter(link -> link.carried(socket, from))
                        .findFirst();
    }

    private void takeCookie(Attempt attempt, int socket, Endpoint from, byte[] packet, long nowNs) {
        Outcome<byte[]> cookie = attempt.noise().openCookie(packet, 0, packet.length);
        if (!cookie.isOk() || !attempt.link().carried(socket, from)) {
            refusals.count(HandshakeRefusal.AUTH);
            return;
        }
        cookies.put(attempt.link(), cookie.get(), nowNs);
        trouble.cookie(attempt.link());
    }

    private void finish(Attempt attempt, HandshakeLink link, byte[] packet, long nowNs) {
        Outcome<Completed> outcome = attempt.noise().finish(packet, 0, packet.length);
        if (!outcome.isOk()) {
            boolean payload = outcome.reason() == DropReason.PAYLOAD;
            refusals.count(payload ? HandshakeRefusal.PAYLOAD : HandshakeRefusal.AUTH);
            // Only the server can know mac1's key, which hides in the encrypted HS_INIT.
            if (outcome.reason() == DropReason.AUTH && ourMacs.hasMac1(packet, 0, packet.length)) {
                trouble.unverified(link);
            }
            return;
        }
        RespMessage response = outcome.get().response();
        if (!response.installsKeys()) {
            refusals.count(HandshakeRefusal.SUITE);
            trouble.refused(link, response.status());
            schedule.refused(nowNs);
        } else if (goal.get().isMetBy(response)
                && attempt.suites().contains(response.suite())
                && PeerTerms.speaksOurVersion(response.tlvs())) {
            establish(goal.get(), outcome.get(), link);
        } else {
            refusals.count(HandshakeRefusal.PAYLOAD);
            trouble.unfit(link);
            outcome.get().secrets().ifPresent(TrafficSecrets::wipe);
        }
    }

    private void establish(Goal wanted, Completed completed, HandshakeLink link) {
        RespMessage response = completed.response();
        EstablishedKeys agreed = new EstablishedKeys(
                wanted.mode(),
                true,
                response.status() == RespMessage.RESUMED,
                response.suite(),
                wanted.epoch(),
                wanted.localSessionId(),
                response.sessionId(),
                response.lsid(),
                "",
                PeerTerms.read(response.tlvs()),
                completed.secrets().orElseThrow());
        rest();
        context.sink().established(agreed, link);
    }

    /** §2: "The side whose static public key is smaller (octet-wise) stays initiator". */
    @Override
    public boolean keepsAgainst(Key32 peerKey, long nowNs) {
        boolean opening =
                goal.filter(wanted -> wanted.mode() != HandshakeMode.REKEY).isPresent();
        if (!opening || !peerKey.equals(serverKey)) {
            return false;
        }
        byte[] ours = keys.identity().publicKey();
        if (Arrays.compareUnsigned(ours, peerKey.octets()) < 0) {
            return true;
        }
        stop(nowNs);
        return false;
    }

    /** What keeps it from its goal, as a sentence; empty while all is well. */
    public Optional<String> problem(long nowNs) {
        return goal.flatMap(wanted -> trouble.sentence(wanted.sinceNs(), nowNs));
    }

    /** Packets that were dropped for this reason. Any thread. */
    public long refused(HandshakeRefusal reason) {
        return refusals.get(reason);
    }

    int attemptCount() {
        return attempts.size();
    }
}
