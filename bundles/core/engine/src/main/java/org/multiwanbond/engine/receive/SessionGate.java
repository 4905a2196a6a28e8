package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.engine.keys.OpeningKeys;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketNumbers;
import org.multiwanbond.wire.ReplayWindow;

/**
 * The outer half of a session's receive side: lets only fresh, authentic packets in, and knows where its paths come from.
 * Confined to the receive thread.
 */
@HotPath
public final class SessionGate {
    /** Protocol §4 step 8: "100/s per session". */
    private static final int SLOW_LANE_PER_SECOND = 100;

    private final ReplayWindow[] windows = new ReplayWindow[PathTable.LIMIT];
    private final Endpoint[] origins = new Endpoint[PathTable.LIMIT];
    private final TokenBucket slowLane = new TokenBucket(SLOW_LANE_PER_SECOND);
    private final int localSessionId;
    private final OpeningKeys keys;
    private final SessionReceiver receiver;
    private final ReceiverEvents events;
    private int deafPaths;
    private boolean awaitsFirstPath;

    /**
     * A gate that knows no path's address yet.
     *
     * @param localSessionId the id packets to it carry
     * @param keys epochs to open packets with
     * @param receiver where packets go that were let in
     * @param events to the control thread
     */
    public SessionGate(int localSessionId, OpeningKeys keys, SessionReceiver receiver, ReceiverEvents events) {
        this.localSessionId = localSessionId;
        this.keys = keys;
        this.receiver = receiver;
        this.events = events;
        for (int path = 0; path < PathTable.LIMIT; path++) {
            windows[path] = new ReplayWindow();
        }
    }

    /** Step 8: whether the datagram came from where its path should come from. */
    boolean isFromPath(int path, DatagramBatch batch, int index) {
        Endpoint origin = origins[path];
        return origin != null && origin.matches(batch.addressHigh(index), batch.addressLow(index), batch.port(index));
    }

    /** Step 8: whether a datagram from elsewhere may be looked at all the same. */
    boolean maySpeakFromElsewhere(long nowNs) {
        return slowLane.take(nowNs);
    }

    /** Step 10: the packet number, or −1 if it was seen or is too old. */
    long freshNumber(int path, int sequence) {
        long number = PacketNumbers.reconstruct(windows[path].highest() + 1, sequence);
        return windows[path].isFresh(number) ? number : -1;
    }

    /** Step 12 for a packet that opened: {@link DropReason#OK} or why it was dropped. */
    int authentic(OpenedBatch opened, int index, int epoch, long nowNs) {
        DatagramBatch batch = opened.datagrams();
        int path = Header.pathId(batch.packets().slab(), batch.packets().offset(index));
        long number = opened.numbers()[index];
        if ((deafPaths & 1 << path) != 0) {
            return DropReason.NOPATH;
        }
        ReplayWindow window = windows[path];
        if (!window.isFresh(number)) {
            return DropReason.REPLAY;
        }
        if (confirms(path, epoch, nowNs)) {
            events.confirmed(localSessionId, epoch, batch.socket(index), origin(batch, index));
        }
        if (origins[path] == null) {
            // Whoever holds the key may name the first address; a change needs a challenge.
            origins[path] = origin(batch, index);
        }
        boolean highest = number > window.highest();
        window.mark(number);
        opened.accept(index, receiver, highest && !isFromPath(path, batch, index));
        return DropReason.OK;
    }

    /**
     * Whether this packet lets the session begin, or an epoch. A new session waits for path 0: what comes by another path,
     * though it may come first, does not tell where path 0 leads.
     */
    private boolean confirms(int path, int epoch, long nowNs) {
        boolean proved = keys.authenticated(epoch, nowNs);
        if (proved && epoch == 0 && path != 0) {
            awaitsFirstPath = true;
            return false;
        }
        boolean late = awaitsFirstPath && path == 0;
        awaitsFirstPath &= !late;
        return proved || late;
    }

    private static Endpoint origin(DatagramBatch batch, int index) {
        return Endpoint.of(batch.addressHigh(index), batch.addressLow(index), batch.port(index));
    }

    /** Drops all that comes on a path, or not any more: a drill. */
    public void deaf(int path, boolean isDeaf) {
        deafPaths = isDeaf ? deafPaths | 1 << path : deafPaths & ~(1 << path);
    }

    /** Says that the peer proved to be reachable there. */
    public void validated(int path, Endpoint endpoint) {
        origins[path] = endpoint;
    }

    public OpeningKeys keys() {
        return keys;
    }

    public SessionReceiver receiver() {
        return receiver;
    }

    public int localSessionId() {
        return localSessionId;
    }
}
