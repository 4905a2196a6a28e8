package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.TrafficClass;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.Placement;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.InnerPacket;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;

/** From runs of inner packets to DATA packets on the paths the balancer chose. Confined to the send thread. */
@HotPath
final class DataWriter {
    private static final int OVERHEAD_BYTES = Header.LENGTH_BYTES + Header.TAG_BYTES;

    /** Index and count of a fragment. */
    private static final int FRAGMENT_BYTES = 2;

    private final DataPayload unit = new DataPayload();
    private final PendingRun run = new PendingRun();
    private final TxPath[] paths;
    private final UsablePaths usable;
    private final Outflow outflow;
    private final SendPorts ports;
    private Balancer balancer = (table, pending) -> Balancer.WAIT;
    private long nowNs;

    DataWriter(TxPath[] paths, UsablePaths usable, Outflow outflow, SendPorts ports) {
        this.paths = paths;
        this.usable = usable;
        this.outflow = outflow;
        this.ports = ports;
    }

    void balancer(Balancer newBalancer) {
        balancer = newBalancer;
    }

    /** Sends packets, in runs of one flow, or keeps them while there is no path. */
    void offer(PacketBatch inner, int from, int count, long newNowNs) {
        nowNs = newNowNs;
        usable.refresh(nowNs);
        int at = from;
        int end = from + count;
        while (at < end) {
            int hash = flowHash(inner, at);
            int next = at + 1;
            int bytes = inner.lengthBytes(at);
            while (next < end && flowHash(inner, next) == hash) {
                bytes += inner.lengthBytes(next++);
            }
            place(inner, at, run.set(TrafficClass.BULK, hash, next - at, bytes));
            at = next;
        }
    }

    private static int flowHash(PacketBatch inner, int index) {
        return InnerPacket.flowHash(inner.slab(), inner.offset(index), inner.lengthBytes(index));
    }

    private void place(PacketBatch inner, int from, PendingRun pending) {
        int at = from;
        boolean mayPass = outflow.waiting().count() == 0;
        while (mayPass && pending.packets() > 0) {
            long placement = balancer.place(usable, pending);
            int mask = Placement.pathMask(placement) & usable.mask();
            int packets = Math.min(Placement.packets(placement), pending.packets());
            mayPass = mask != 0 && packets > 0;
            for (int i = 0; mayPass && i < packets; i++) {
                int bytes = inner.lengthBytes(at);
                send(inner.slab(), inner.offset(at), bytes, pending.flowHash(), mask);
                pending.advance(bytes);
                at++;
            }
        }
        for (; pending.packets() > 0; at++) {
            int bytes = inner.lengthBytes(at);
            if (!outflow.waiting().add(inner.slab(), inner.offset(at), bytes)) {
                ports.drops().count(Drops.QUEUE);
            }
            pending.advance(bytes);
        }
    }

    /** Sends what waits, as far as there are paths now. */
    void pump(long newNowNs) {
        nowNs = newNowNs;
        WaitingQueue waiting = outflow.waiting();
        while (waiting.count() > 0) {
            byte[] packet = waiting.first();
            int bytes = waiting.firstBytes();
            int hash = InnerPacket.flowHash(packet, 0, bytes);
            long placement = balancer.place(usable, run.set(TrafficClass.BULK, hash, 1, bytes));
            int mask = Placement.pathMask(placement) & usable.mask();
            if (mask == 0) {
                return;
            }
            send(packet, 0, bytes, hash, mask);
            waiting.dropFirst();
        }
    }

    private void send(byte[] packet, int off, int bytes, int hash, int mask) {
        long dsn = outflow.take(bytes);
        int link = outflow.link(dsn, hash);
        boolean copy = false;
        for (int left = mask; left != 0; left &= left - 1) {
            TxPath path = paths[Integer.numberOfTrailingZeros(left)];
            int flags = DataPayload.ORDERED | (copy ? DataPayload.REDUNDANT_COPY : 0);
            unit.begin((int) dsn, flags, TrafficClass.BULK, (int) (nowNs / DataPayload.TIMESTAMP_UNIT_NS));
            unit.flowLink(link);
            write(path, packet, off, bytes);
            path.life().busy(nowNs);
            copy = true;
        }
    }

    private void write(TxPath path, byte[] packet, int off, int bytes) {
        int room = path.mtu().payloadBytes() - OVERHEAD_BYTES - unit.prefixBytes();
        if (bytes <= room) {
            append(path, packet, off, bytes);
            return;
        }
        int pieceRoom = room - FRAGMENT_BYTES;
        int count = (bytes + pieceRoom - 1) / pieceRoom;
        if (count > DataPayload.FRAGMENTS) {
            ports.drops().count(Drops.TOO_LONG);
            return;
        }
        // Pieces of equal length share a segmented send.
        int pieceBytes = (bytes + count - 1) / count;
        for (int index = 0; index < count; index++) {
            int at = index * pieceBytes;
            unit.fragment(index, count);
            append(path, packet, off + at, Math.min(pieceBytes, bytes - at));
        }
    }

    private void append(TxPath path, byte[] packet, int off, int bytes) {
        int payloadBytes = unit.prefixBytes() + bytes;
        int start = path.writer().begin(PacketType.DATA, payloadBytes);
        int inner = unit.write(path.writer().slab(), start);
        System.arraycopy(packet, off, path.writer().slab(), inner, bytes);
        path.writer().end(payloadBytes, true, nowNs);
    }

    int waitingPackets() {
        return outflow.waiting().count();
    }

    Outflow outflow() {
        return outflow;
    }
}
