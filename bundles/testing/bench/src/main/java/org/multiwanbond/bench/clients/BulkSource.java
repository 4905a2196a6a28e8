package org.multiwanbond.bench.clients;

import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/**
 * The server's host: sends bulk flows to clients, in turn and as much at once as a host's TCP hands over, and takes in what
 * they acknowledge. Thread-safe.
 */
final class BulkSource implements TunnelDevice {
    private static final long MS = 1_000_000L;
    /** Packets of a flow at once: what Linux gives a device as one large TCP segment, 64 KiB. */
    private static final int AT_ONCE = 44;

    private List<BulkFlow> flows = List.of();
    private BulkFlow[][] byClient = {};
    private int run;
    private int turn;
    private int inTurn;
    private boolean woken;
    private boolean waits;

    /** Sends {@code flowsOfFirst} flows to client 0 and one to each other up to {@code clients}; none for 0. */
    synchronized void send(int clients, int flowsOfFirst, int windowBytes) {
        List<BulkFlow> next = new ArrayList<>();
        run++;
        byClient = new BulkFlow[clients][];
        for (int client = 0; client < clients; client++) {
            byClient[client] = new BulkFlow[client == 0 ? flowsOfFirst : 1];
            for (int flow = 0; flow < byClient[client].length; flow++) {
                BulkPacket.Way way = new BulkPacket.Way(Ends.SERVER_INNER, Ends.inner(client), flow);
                byClient[client][flow] = new BulkFlow(way, run, windowBytes);
                next.add(byClient[client][flow]);
            }
        }
        flows = next;
        turn = 0;
        inTurn = 0;
        wakeUp();
    }

    @Override
    public String name() {
        return "bench0";
    }

    @Override
    public void configure(TunnelDeviceSettings settings) {
        // Nobody looks at its addresses.
    }

    @Override
    public synchronized int read(PacketBatch into, long waitNs) {
        int taken = fill(into);
        if (taken == 0 && waitNs > 0 && !woken) {
            await(waitNs);
            taken = fill(into);
        }
        woken = false;
        return taken;
    }

    private int fill(PacketBatch into) {
        long nowNs = System.nanoTime();
        int taken = 0;
        int passed = 0;
        while (passed < flows.size() && into.freeBytes() >= BulkPacket.DATA_BYTES) {
            BulkFlow flow = flows.get(turn);
            if (inTurn < AT_ONCE && flow.hasRoom(nowNs)) {
                BulkPacket.append(into, BulkPacket.DATA_BYTES, flow.way(), flow.take(nowNs), 0);
                inTurn++;
                taken++;
                passed = 0;
            } else {
                turn = turn + 1 < flows.size() ? turn + 1 : 0;
                inTurn = 0;
                passed++;
            }
        }
        return taken;
    }

    private void await(long waitNs) {
        waits = true;
        try {
            // A wake-up for nothing does no harm: the engine comes again.
            wait(waitNs / MS, (int) (waitNs % MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waits = false;
    }

    @Override
    public synchronized void write(byte[] packet, int offset, int lengthBytes) {
        int client = Ends.number(BulkPacket.source(packet, offset));
        int flow = BulkPacket.flow(packet, offset);
        if (client < byClient.length && flow < byClient[client].length) {
            long upTo = BulkPacket.first(packet, offset);
            byClient[client][flow].acknowledge(upTo, BulkPacket.second(packet, offset), System.nanoTime());
            if (waits) {
                notifyAll();
            }
        }
    }

    @Override
    public void flush() {
        // Each packet was taken in at once.
    }

    @Override
    public long refusedPackets() {
        return 0;
    }

    @Override
    public synchronized void wakeUp() {
        woken = true;
        notifyAll();
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
