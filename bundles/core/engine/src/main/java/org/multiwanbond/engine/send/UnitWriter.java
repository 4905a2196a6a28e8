package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.queue.Unit;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;

/** From numbered units to DATA packets on paths, in pieces where a path carries less. Confined to the send thread. */
@HotPath
final class UnitWriter {
    private static final int OVERHEAD_BYTES = Header.LENGTH_BYTES + Header.TAG_BYTES;

    /** Index and count of a fragment. */
    private static final int FRAGMENT_BYTES = 2;

    private final DataPayload payload = new DataPayload();
    private final Written written = new Written();
    private final TxPath[] paths;
    private final Protection protection;
    private final Drops drops;
    private int order = DataPayload.ORDERED;
    private boolean isProtected;
    private long nowNs;

    UnitWriter(TxPath[] paths, Protection protection, Drops drops) {
        this.paths = paths;
        this.protection = protection;
        this.drops = drops;
    }

    /** Whether the peer restores the order of what is sent from now on. */
    void keepsOrder(boolean keeps) {
        order = keeps ? DataPayload.ORDERED : 0;
    }

    /** Sends a unit on every path of the mask for the first time. */
    void send(Unit unit, int mask, long newNowNs) {
        nowNs = newNowNs;
        int flags = order;
        isProtected = true;
        for (int left = mask; left != 0; left &= left - 1) {
            write(unit, paths[Integer.numberOfTrailingZeros(left)], flags);
            flags |= DataPayload.REDUNDANT_COPY;
            isProtected = false;
        }
    }

    /** Sends a unit again, on every path of the mask. */
    void sendAgain(Unit unit, int mask, long newNowNs) {
        nowNs = newNowNs;
        isProtected = false;
        for (int left = mask; left != 0; left &= left - 1) {
            TxPath path = paths[Integer.numberOfTrailingZeros(left)];
            write(unit, path, order | DataPayload.RETRANSMISSION);
        }
    }

    private void write(Unit unit, TxPath path, int flags) {
        payload.begin((int) unit.dsn(), flags, unit.trafficClass(), (int) (nowNs / DataPayload.TIMESTAMP_UNIT_NS));
        payload.flowLink(unit.flowLink());
        path.life().busy(nowNs);
        int bytes = unit.lengthBytes();
        isProtected &=
                protection.takes(unit.trafficClass(), Math.min(bytes, path.mtu().payloadBytes()));
        if (isProtected) {
            payload.fecMember(0, 0);
        }
        int room = path.mtu().payloadBytes() - OVERHEAD_BYTES - payload.prefixBytes();
        if (bytes <= room) {
            unit.sent(path.id(), 1);
            append(unit, path, 0, bytes, 0, 1);
        } else {
            writePieces(unit, path, room - FRAGMENT_BYTES);
        }
    }

    private void writePieces(Unit unit, TxPath path, int room) {
        int bytes = unit.lengthBytes();
        int count = (bytes + room - 1) / room;
        if (count > DataPayload.FRAGMENTS) {
            drops.count(Drops.TOO_LONG);
            return;
        }
        unit.sent(path.id(), count);
        // Pieces of equal length share a segmented send.
        int pieceBytes = (bytes + count - 1) / count;
        for (int index = 0; index < count; index++) {
            int at = index * pieceBytes;
            payload.fragment(index, count);
            append(unit, path, at, Math.min(pieceBytes, bytes - at), index, count);
        }
    }

    private void append(Unit unit, TxPath path, int from, int bytes, int index, int count) {
        int payloadBytes = payload.prefixBytes() + bytes;
        int start = path.writer().begin(PacketType.DATA, payloadBytes);
        int inner = payload.write(path.writer().slab(), start);
        System.arraycopy(unit.octets(), from, path.writer().slab(), inner, bytes);
        if (path.writer().end(payloadBytes, true, nowNs)) {
            path.sent().carries(unit, index, count);
        }
        if (isProtected) {
            byte[] slab = path.writer().slab();
            protection.add(written.at(slab, start, payloadBytes, inner, unit.trafficClass()), path, nowNs);
        }
    }
}
