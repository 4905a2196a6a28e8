package org.multiwanbond.engine.handshake;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.handshake.Admitted;
import org.multiwanbond.wire.handshake.Cookies.Mac2;
import org.multiwanbond.wire.handshake.Opened;
import org.multiwanbond.wire.handshake.Outcome;
import org.multiwanbond.wire.handshake.Timestamp;
import org.multiwanbond.wire.handshake.X25519KeyPair;

/**
 * What this end does with the HS_INIT packets of others: cheap checks first, keys last, silence for strangers. Keeps
 * nothing of a sender without a right mac1, and only the age of its last packet of one that is not admitted. Confined to
 * the handshake thread.
 */
public final class Responder {

    /** What {@link #tick} answers when nothing is due. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Ours: below it a clock counts as right, clocks set by hand are off by that much. */
    private static final long CLOCK_TOLERANCE_SECONDS = 60;

    private final ResponderContext context;
    private final org.multiwanbond.wire.handshake.Responder noise;
    private final SourceLimiter limiter;
    private final LoadGauge gauge;
    private final CookieGate cookies;
    private final PendingSets pending;
    private final Answerer answerer;
    private final Refusals refusals = new Refusals();

    /** A responder with its static key; {@code random} must be unpredictable outside of tests. */
    public Responder(Key32 privateKey, ResponderContext context, RandomGenerator random) {
        X25519KeyPair identity = X25519KeyPair.of(privateKey.octets());
        this.context = context;
        this.noise = new org.multiwanbond.wire.handshake.Responder(identity);
        this.limiter = new SourceLimiter(random.nextLong());
        this.gauge = new LoadGauge(context.queuedPackets());
        this.cookies = new CookieGate(identity.publicKey(), random);
        this.pending = new PendingSets(context.sink(), context.ids());
        this.answerer = new Answerer(context, pending, random);
    }

    /** Works on one packet; anything but a good HS_INIT is counted and dropped. */
    public void received(int socket, Endpoint from, byte[] packet, int lengthBytes, long nowNs, long epochMs) {
        int reason = noise.check(packet, 0, lengthBytes);
        if (reason != DropReason.OK) {
            refusals.count(reason == DropReason.AUTH ? HandshakeRefusal.MAC1 : HandshakeRefusal.MALFORMED);
        } else if (!limiter.admits(from, nowNs)) {
            refusals.count(HandshakeRefusal.RATE);
        } else {
            knock(new Arrival(socket, from, nowNs, epochMs), packet, lengthBytes);
        }
    }

    private void knock(Arrival arrival, byte[] packet, int lengthBytes) {
        boolean underLoad = gauge.count(arrival.nowNs());
        Mac2 mac2 = cookies.check(packet, arrival.from(), arrival.nowNs());
        if (underLoad && mac2 != Mac2.VALID) {
            askForCookie(arrival, packet, HandshakeRefusal.COOKIE);
            return;
        }
        if (mac2 == Mac2.WRONG) {
            refusals.count(HandshakeRefusal.AUTH);
            return;
        }
        identify(packet, lengthBytes).ifPresent(visitor -> judge(visitor, mac2 == Mac2.VALID, packet, arrival));
    }

    private record Visitor(AdmittedPeer peer, Admitted init) {
        Timestamp timestamp() {
            return init.message().timestamp();
        }
    }

    private Optional<Visitor> identify(byte[] packet, int lengthBytes) {
        Outcome<Opened> opened = noise.open(packet, 0, lengthBytes);
        if (!opened.isOk()) {
            refusals.count(HandshakeRefusal.AUTH);
            return Optional.empty();
        }
        Optional<AdmittedPeer> peer =
                context.peers().find(new Key32(opened.get().initiatorKey()));
        if (peer.isEmpty()) {
            refusals.count(HandshakeRefusal.STRANGER);
            return Optional.empty();
        }
        Outcome<Admitted> admitted =
                opened.get().admit(peer.get().settings().presharedKey().octets());
        if (!admitted.isOk()) {
            boolean payload = admitted.reason() == DropReason.PAYLOAD;
            refusals.count(payload ? HandshakeRefusal.PAYLOAD : HandshakeRefusal.AUTH);
        }
        return admitted.value().map(init -> new Visitor(peer.get(), init));
    }

    private void judge(Visitor visitor, boolean reachable, byte[] packet, Arrival arrival) {
        Key32 peerKey = visitor.peer.settings().publicKey();
        boolean fresh = context.timestamps().isFresh(peerKey, visitor.timestamp());
        // §2, freshness: "processed only with a valid mac2 [...], else answered with COOKIE_REPLY."
        if (!fresh && !reachable) {
            askForCookie(arrival, packet, HandshakeRefusal.STALE);
            return;
        }
        if (fresh) {
            context.timestamps().record(peerKey, visitor.timestamp());
        }
        enter(visitor, fresh, Header.sessionId(packet, 0), arrival);
    }

    private void enter(Visitor visitor, boolean fresh, int headerSessionId, Arrival arrival) {
        AdmittedPeer peer = visitor.peer;
        boolean opens = HandshakeMode.of(visitor.init.message().mode()) != HandshakeMode.REKEY;
        // A replay must not make us abandon our own opening.
        if (opens && fresh && context.opening().keepsAgainst(peer.settings().publicKey(), arrival.nowNs())) {
            refusals.count(HandshakeRefusal.YIELDED);
            return;
        }
        Optional<HandshakeRefusal> refusal = answerer.answer(peer, visitor.init, headerSessionId, fresh, arrival);
        refusal.ifPresent(refusals::count);
        if (refusal.isEmpty()) {
            tellClock(peer.id(), visitor.timestamp(), arrival.epochMs());
        }
    }

    private void tellClock(String peerId, Timestamp timestamp, long epochMs) {
        long aheadSeconds =
                timestamp.unixSeconds() - Instant.ofEpochMilli(epochMs).getEpochSecond();
        if (Math.abs(aheadSeconds) >= CLOCK_TOLERANCE_SECONDS) {
            context.sink().clockOff(peerId, aheadSeconds);
        }
    }

    private void askForCookie(Arrival arrival, byte[] packet, HandshakeRefusal why) {
        refusals.count(why);
        byte[] reply = cookies.reply(packet, arrival.from(), arrival.nowNs());
        context.sink().send(arrival.socket(), arrival.from(), reply);
    }

    /** The data path authenticated a first packet under a pending set: it belongs to its session from now on. */
    public void confirmed(int localSessionId) {
        pending.confirmed(localSessionId);
    }

    /** Gives up what waited too long and writes timestamps; answers when it wants to be called next. */
    public long tick(long nowNs) {
        return Math.min(pending.expire(nowNs), context.timestamps().tick(nowNs));
    }

    /** Key sets that wait for their first packet. */
    public int pendingCount() {
        return pending.size();
    }

    /** Packets that led to no keys for this reason. Any thread. */
    public long refused(HandshakeRefusal reason) {
        return refusals.get(reason);
    }

    int knownSources() {
        return limiter.known();
    }
}
