package org.multiwanbond.engine.send;

import java.util.Optional;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.engine.Counters;
import org.multiwanbond.engine.SessionMarks;
import org.multiwanbond.engine.keys.SealingKeys;
import org.multiwanbond.engine.path.SentLog;
import org.multiwanbond.engine.rate.Pacer;
import org.multiwanbond.wire.Header;

/**
 * Writes and numbers the packets of one path and has them sealed and sent. Confined to the send thread.
 *
 * <p>Packets gather in an open batch that is sealed as one run and leaves at {@link #flush}, or when it is full.
 */
@HotPath
final class PathWriter {
    static final int PACKETS = 0;
    static final int BYTES = 1;

    /** Headers of IPv4 and UDP, of IPv6 and UDP. */
    private static final int IPV4_UDP_BYTES = 28;

    private static final int IPV6_UDP_BYTES = 48;

    private final Counters counters = new Counters(2);
    private final int pathId;
    private final int remoteSessionId;
    private final SessionMarks marks;
    private final SentLog sent;
    private final Pacer pacer;
    private final SendPorts ports;
    private SealingKeys keys;
    private Optional<Endpoint> to = Optional.empty();
    /** {@code null} while nothing is open: an {@code Optional} would be made for each train. */
    private PacketBatch open;

    private int socket = -1;
    private int outerBytes = IPV4_UDP_BYTES;
    private long nextNumber;
    private long firstNumber;
    private long sealedUnderKey;
    private boolean muted;

    PathWriter(
            PathIdentity identity, SealingKeys keys, SessionMarks marks, SentLog sent, Pacer pacer, SendPorts ports) {
        this.pathId = identity.pathId();
        this.remoteSessionId = identity.remoteSessionId();
        this.keys = keys;
        this.marks = marks;
        this.sent = sent;
        this.pacer = pacer;
        this.ports = ports;
    }

    /**
     * What the headers of a path's packets say of it. Thread-safe: immutable.
     *
     * @param pathId 0 to 15
     * @param remoteSessionId the id the peer chose
     */
    record PathIdentity(int pathId, int remoteSessionId) {}

    /** Sends from now on by this socket to this address. */
    void address(int newSocket, Endpoint newTo) {
        flush();
        socket = newSocket;
        to = Optional.of(newTo);
        outerBytes = newTo.isIpv6() ? IPV6_UDP_BYTES : IPV4_UDP_BYTES;
    }

    /** Seals from now on under these keys. */
    void keys(SealingKeys newKeys) {
        flush();
        keys = newKeys;
        sealedUnderKey = 0;
    }

    /** Octets of the IP and UDP headers around each of its datagrams. */
    int outerBytes() {
        return outerBytes;
    }

    Optional<Endpoint> to() {
        return to;
    }

    int socket() {
        return socket;
    }

    /** Whether packets can leave: there is an address, and the key may still be used. */
    boolean isReady() {
        return to.isPresent() && sealedUnderKey < keys.stopPackets();
    }

    boolean wantsNewKey() {
        return sealedUnderKey >= keys.rekeyPackets();
    }

    /** Begins a packet with a payload of at most this length; its slab is {@link #slab}, its payload begins there. */
    int begin(int type, int payloadBytes) {
        int needed = Header.LENGTH_BYTES + payloadBytes;
        if (open != null && open.freeBytes() < needed) {
            flush();
        }
        if (open == null) {
            open = ports.sealing().take();
            firstNumber = nextNumber;
        }
        int off = open.freeOffset();
        boolean ackValid = marks.hasAny(pathId);
        int ack = ackValid ? (int) marks.highest(pathId) : 0;
        int start = Header.start(type, pathId, keys.epoch(), ackValid);
        Header.write(open.slab(), off, start, remoteSessionId, (int) nextNumber, ack);
        return off + Header.LENGTH_BYTES;
    }

    byte[] slab() {
        return open.slab();
    }

    /** Ends the packet begun last with the payload's real length; answers false if the key must not seal it. */
    boolean end(int payloadBytes, boolean ackEliciting, long nowNs) {
        if (sealedUnderKey >= keys.stopPackets()) {
            // Whoever asked isReady too long ago: the key must not seal this any more.
            return false;
        }
        PacketBatch batch = open;
        int lengthBytes = payloadBytes + CipherSuite.TAG_BYTES;
        Header.finish(batch.slab(), batch.freeOffset(), lengthBytes);
        batch.append(Header.LENGTH_BYTES + payloadBytes);
        int wireBytes = Header.LENGTH_BYTES + lengthBytes + outerBytes;
        sent.sent(nextNumber, wireBytes, ackEliciting, nowNs);
        pacer.spend(wireBytes, nowNs);
        nextNumber++;
        sealedUnderKey++;
        return true;
    }

    /** Has what is open sealed and sent, neighbours of equal length together. */
    void flush() {
        if (open == null) {
            return;
        }
        PacketBatch batch = open;
        open = null;
        if (batch.count() == 0 || to.isEmpty()) {
            ports.batches().give(batch);
            return;
        }
        counters.add(PACKETS, batch.count());
        counters.add(BYTES, sealedBytes(batch));
        ports.sealing().claim().packets(batch, keys.keys(), pathId, firstNumber).target(socket, to.get(), muted);
        ports.sealing().commit();
    }

    private static int sealedBytes(PacketBatch batch) {
        int bytes = 0;
        for (int i = 0; i < batch.count(); i++) {
            bytes += batch.lengthBytes(i) + CipherSuite.TAG_BYTES;
        }
        return bytes;
    }

    /** Sends what is open to another address than the path's, for a challenge or its answer. */
    void flushTo(int otherSocket, Endpoint other) {
        int pathSocket = socket;
        Optional<Endpoint> pathTo = to;
        socket = otherSocket;
        to = Optional.of(other);
        flush();
        socket = pathSocket;
        to = pathTo;
    }

    /** While muted, packets are numbered and sealed but leave no more: a drill. */
    void muted(boolean isMuted) {
        muted = isMuted;
    }

    Counters counters() {
        return counters;
    }
}
