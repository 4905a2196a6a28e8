package org.multiwanbond.engine.handshake;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.wire.TlvList;
import org.multiwanbond.wire.TlvType;
import org.multiwanbond.wire.handshake.HandshakeKeys;
import org.multiwanbond.wire.handshake.InitMessage;
import org.multiwanbond.wire.handshake.InitRequest;
import org.multiwanbond.wire.handshake.Lsid;
import org.multiwanbond.wire.handshake.Timestamp;
import org.multiwanbond.wire.handshake.X25519KeyPair;

/** An initiator and a responder with links between them and a clock moved by hand. */
final class HandshakeLab {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;
    static final int SERVER_SOCKET = 77;
    static final Endpoint SERVER = endpoint("203.0.113.20", 7000);

    /** Another one with {@code -Dmwb.seed=N}. */
    private static final long SEED = Long.getLong("mwb.seed", 20_260_000L);

    final Random random = new Random(SEED);
    final Key32 clientPrivate = key();
    final Key32 clientKey = publicOf(clientPrivate);
    final Key32 serverPrivate = key();
    final Key32 serverKey = publicOf(serverPrivate);
    final Key32 psk = key();

    long nowNs = -5 * SECOND;
    long epochMs = 1_800_000_000_000L;
    long clientClockOffMs;
    int queued;
    final List<Integer> serverSuites = new ArrayList<>(List.of(1, 2));
    final List<Integer> clientSuites = new ArrayList<>(List.of(2, 1));
    final List<HandshakeLink> links = new ArrayList<>(List.of(link("fiber", 0)));
    final long[] oneWayNs = {10 * MS, 10 * MS, 10 * MS, 10 * MS};
    final Set<Integer> deadUp = new HashSet<>();
    final Set<Integer> deadDown = new HashSet<>();

    final List<Prefix> lease = new ArrayList<>(List.of(Prefix.parse("10.99.0.2/24"), Prefix.parse("fd99::2/64")));
    final Map<Key32, AdmittedPeer> admitted = new HashMap<>();
    final Map<Integer, KnownSession> bySessionId = new HashMap<>();
    final Map<Lsid, KnownSession> byLsid = new HashMap<>();
    final List<EstablishedKeys> pending = new ArrayList<>();
    final List<EstablishedKeys> forgotten = new ArrayList<>();
    final List<Long> clocksOff = new ArrayList<>();
    final List<EstablishedKeys> established = new ArrayList<>();
    final List<HandshakeLink> establishedOn = new ArrayList<>();
    final List<Flying> log = new ArrayList<>();
    private final PriorityQueue<Flying> flying = new PriorityQueue<>(Comparator.comparingLong(Flying::atNs));

    final SessionIds serverIds = new SessionIds(random);
    final SessionIds clientIds = new SessionIds(random);
    final Timestamps timestamps;
    OwnOpening serverOpening = OwnOpening.NONE;
    Responder responder;
    Initiator initiator;

    static {
        System.out.println("HandshakeLab seed=" + SEED);
    }

    record Flying(boolean up, int link, byte[] packet, long atNs) {}

    HandshakeLab(Path folder) {
        timestamps = new Timestamps(new TimestampFile(folder.resolve("timestamps"), System.out::println));
        admit("office", clientKey, psk);
        startServer();
        initiator = client(psk, serverKey);
    }

    void admit(String id, Key32 key, Key32 presharedKey) {
        admitted.put(key, new AdmittedPeer(new PeerSettings(id, key, presharedKey, lease, List.of()), lease));
    }

    /** A server that remembers no session, only timestamps. */
    void startServer() {
        ResponderContext context = new ResponderContext(
                key -> Optional.ofNullable(admitted.get(key)),
                () -> serverSuites,
                new Sessions(),
                serverIds,
                timestamps,
                new ServerSink(),
                (key, now) -> serverOpening.keepsAgainst(key, now),
                () -> queued,
                () -> 1_398);
        responder = new Responder(serverPrivate, context, random);
    }

    HandshakeSink sink() {
        return new ServerSink();
    }

    Initiator client(Key32 presharedKey, Key32 server) {
        InitiatorContext context =
                new InitiatorContext(() -> links, () -> clientSuites, clientIds, new ClientSink(), () -> 1_400);
        return new Initiator(new InitiatorIdentity(clientPrivate, presharedKey, server, false), context, random);
    }

    private final class Sessions implements SessionDirectory {
        @Override
        public Optional<KnownSession> bySessionId(int localSessionId) {
            return Optional.ofNullable(bySessionId.get(localSessionId));
        }

        @Override
        public Optional<KnownSession> byLsid(Lsid lsid) {
            return Optional.ofNullable(byLsid.get(lsid));
        }
    }

    private final class ServerSink implements HandshakeSink {
        @Override
        public void send(int socket, Endpoint to, byte[] packet) {
            if (socket != SERVER_SOCKET) {
                throw new AssertionError("the answer left by another socket");
            }
            int link = to.port() - 4_000;
            Flying answer = new Flying(false, link, packet, nowNs + delayOf(link));
            log.add(answer);
            if (!deadDown.contains(link) && link >= 0 && link < oneWayNs.length) {
                flying.add(answer);
            }
        }

        @Override
        public void pending(EstablishedKeys keys) {
            pending.add(keys);
        }

        @Override
        public void forgotten(EstablishedKeys keys) {
            forgotten.add(keys);
        }

        @Override
        public void clockOff(String peerId, long aheadSeconds) {
            clocksOff.add(aheadSeconds);
        }
    }

    private final class ClientSink implements InitiatorSink {
        @Override
        public void send(int socket, Endpoint to, byte[] packet) {
            Flying init = new Flying(true, socket, packet, nowNs + delayOf(socket));
            log.add(init);
            if (!deadUp.contains(socket)) {
                flying.add(init);
            }
        }

        @Override
        public void established(EstablishedKeys keys, HandshakeLink link) {
            established.add(keys);
            establishedOn.add(link);
        }
    }

    private long delayOf(int link) {
        return link >= 0 && link < oneWayNs.length ? oneWayNs[link] : 0;
    }

    /** An HS_INIT of the client made outside of its {@link Initiator}. */
    org.multiwanbond.wire.handshake.Initiator attempt(long atEpochMs) {
        InitMessage message = new InitMessage(
                Timestamp.of(Instant.ofEpochMilli(atEpochMs)),
                InitMessage.NEW,
                InitMessage.CLIENT,
                4_711,
                0,
                Lsid.NONE,
                TlvList.EMPTY.with(TlvType.SUITES, (byte) 1));
        HandshakeKeys keys =
                new HandshakeKeys(X25519KeyPair.of(clientPrivate.octets()), serverKey.octets(), psk.octets());
        return org.multiwanbond.wire.handshake.Initiator.start(
                keys, new InitRequest(0, random.nextInt(), message, key().octets(), InitRequest.NO_COOKIE));
    }

    /** Lets time pass; everything happens in its order. */
    void run(long forNs) {
        long endNs = nowNs + forNs;
        while (true) {
            long nextNs = Math.min(initiator.tick(nowNs, epochMs + clientClockOffMs), responder.tick(nowNs));
            if (!flying.isEmpty()) {
                nextNs = Math.min(nextNs, flying.peek().atNs);
            }
            if (nextNs > endNs) {
                moveTo(endNs);
                return;
            }
            moveTo(Math.max(nowNs, nextNs));
            if (!flying.isEmpty() && flying.peek().atNs <= nowNs) {
                deliver(flying.remove());
            }
        }
    }

    private void moveTo(long toNs) {
        epochMs += (toNs - nowNs) / MS;
        nowNs = toNs;
    }

    void deliver(Flying packet) {
        if (packet.up) {
            toServer(packet.link, packet.packet);
        } else {
            initiator.received(packet.link, SERVER, packet.packet, packet.packet.length, nowNs);
        }
    }

    void toServer(int link, byte[] packet) {
        responder.received(SERVER_SOCKET, source(link), packet, packet.length, nowNs, epochMs);
    }

    /** Runs until the client has keys, at most so long; true if it has. */
    boolean connects(long withinNs) {
        int before = established.size();
        long endNs = nowNs + withinNs;
        while (established.size() == before && nowNs < endNs) {
            run(MS);
        }
        return established.size() > before;
    }

    /** What the data path does with the first packet under the client's newest keys, if they are still pending. */
    boolean confirm() {
        EstablishedKeys client = established.get(established.size() - 1);
        Optional<EstablishedKeys> server = pending.stream()
                .filter(keys -> !forgotten.contains(keys) && sameSecrets(keys, client))
                .findFirst();
        server.ifPresent(keys -> {
            responder.confirmed(keys.localSessionId());
            KnownSession session = new KnownSession(
                    keys.peerId(), keys.lsid(), keys.localSessionId(), keys.remoteSessionId(), keys.epoch());
            bySessionId.put(keys.localSessionId(), session);
            byLsid.put(keys.lsid(), session);
        });
        return server.isPresent();
    }

    static boolean sameSecrets(EstablishedKeys one, EstablishedKeys other) {
        return Arrays.equals(
                        one.secrets().toResponder().key(1, 0, 32),
                        other.secrets().toResponder().key(1, 0, 32))
                && Arrays.equals(
                        one.secrets().toInitiator().key(1, 0, 32),
                        other.secrets().toInitiator().key(1, 0, 32));
    }

    /** The session as the client knows it. */
    KnownSession clientSession() {
        EstablishedKeys keys = established.get(established.size() - 1);
        return new KnownSession("", keys.lsid(), keys.localSessionId(), keys.remoteSessionId(), keys.epoch());
    }

    List<byte[]> sent(boolean up) {
        return log.stream()
                .filter(packet -> packet.up == up)
                .map(Flying::packet)
                .toList();
    }

    Key32 key() {
        byte[] octets = new byte[Key32.BYTES];
        random.nextBytes(octets);
        return new Key32(octets);
    }

    static Key32 publicOf(Key32 privateKey) {
        return new Key32(X25519KeyPair.of(privateKey.octets()).publicKey());
    }

    static HandshakeLink link(String name, int socket) {
        return new HandshakeLink(name, socket, SERVER);
    }

    static Endpoint source(int link) {
        return endpoint("192.0.2." + (10 + link), 4_000 + link);
    }

    static Endpoint endpoint(String address, int port) {
        return Endpoint.of(new InetSocketAddress(Addresses.parse(address), port));
    }
}
