package org.multiwanbond.bench.clients;

import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/**
 * A client's host: counts what comes and acknowledges it once per turn and flow. Confined to the thread that runs the
 * client; {@link #octets} may be read by any.
 */
final class BulkSink implements TunnelDevice {
    /** More than any client gets. */
    private static final int FLOWS = 16;

    private final long[] highest = new long[FLOWS];
    private final long[] received = new long[FLOWS];
    private final int inner;
    private int toAcknowledge;
    private volatile long octets;

    /** The host behind client {@code number}. */
    BulkSink(int number) {
        this.inner = Ends.inner(number);
    }

    /** Octets of inner packets that came. */
    long octets() {
        return octets;
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
    public void write(byte[] packet, int offset, int lengthBytes) {
        int flow = BulkPacket.flow(packet, offset);
        if (flow < 0 || flow >= FLOWS || lengthBytes != BulkPacket.DATA_BYTES) {
            return;
        }
        long number = BulkPacket.first(packet, offset);
        if (BulkPacket.run(number) < BulkPacket.run(highest[flow])) {
            return;
        }
        if (BulkPacket.run(number) > BulkPacket.run(highest[flow])) {
            received[flow] = 0;
        }
        add(lengthBytes);
        highest[flow] = Math.max(highest[flow], number + 1);
        received[flow]++;
        toAcknowledge |= 1 << flow;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void add(int lengthBytes) {
        octets = octets + lengthBytes;
    }

    @Override
    public int read(PacketBatch into, long waitNs) {
        int taken = 0;
        for (int left = toAcknowledge; left != 0; left &= left - 1) {
            int flow = Integer.numberOfTrailingZeros(left);
            BulkPacket.Way way = new BulkPacket.Way(inner, Ends.SERVER_INNER, flow);
            BulkPacket.append(into, BulkPacket.ACK_BYTES, way, highest[flow], received[flow]);
            taken++;
        }
        toAcknowledge = 0;
        return taken;
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
    public void wakeUp() {
        // The thread that runs the client waits at its socket.
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
