package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceFactory;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/**
 * A host between real threads: what it sends waits, whatever device is open, and what it receives is kept. With several
 * queues its flows come from them by the last octet of their target. Thread-safe.
 */
final class ThreadTunnels implements TunnelDeviceFactory {
    private static final int TARGET_END = 19;

    final ConcurrentLinkedQueue<byte[]> received = new ConcurrentLinkedQueue<>();
    private final List<ConcurrentLinkedQueue<byte[]>> sent = new ArrayList<>();
    private volatile int open = 1;
    private final List<Semaphore> wakeUps = new ArrayList<>();

    ThreadTunnels(int queues) {
        for (int i = 0; i < queues; i++) {
            sent.add(new ConcurrentLinkedQueue<>());
            wakeUps.add(new Semaphore(0));
        }
    }

    /** The host sends this packet. */
    void hostSends(byte[] packet) {
        int queue = packet[TARGET_END] % open;
        sent.get(queue).add(packet);
        wakeUps.get(queue).release();
    }

    @Override
    public TunnelDevice open(TunnelDeviceSettings settings) {
        return open(settings, 1).get(0);
    }

    @Override
    public List<TunnelDevice> open(TunnelDeviceSettings settings, int queues) {
        List<TunnelDevice> devices = new ArrayList<>();
        open = Math.min(queues, sent.size());
        for (int i = 0; i < open; i++) {
            devices.add(new Queue(sent.get(i), wakeUps.get(i)));
        }
        return devices;
    }

    private final class Queue implements TunnelDevice {
        private final ConcurrentLinkedQueue<byte[]> waiting;
        private final Semaphore bell;

        Queue(ConcurrentLinkedQueue<byte[]> waiting, Semaphore bell) {
            this.waiting = waiting;
            this.bell = bell;
        }

        @Override
        public String name() {
            return "mwb0";
        }

        @Override
        public void configure(TunnelDeviceSettings settings) {}

        @Override
        public int read(PacketBatch into, long waitNs) {
            if (waiting.isEmpty()) {
                Waiting.until(bell, waitNs);
            }
            for (byte[] next = waiting.peek(); next != null && into.freeBytes() >= next.length; next = waiting.peek()) {
                waiting.remove();
                System.arraycopy(next, 0, into.slab(), into.freeOffset(), next.length);
                into.append(next.length);
            }
            return into.count();
        }

        @Override
        public void write(byte[] packet, int offset, int lengthBytes) {
            byte[] copy = new byte[lengthBytes];
            System.arraycopy(packet, offset, copy, 0, lengthBytes);
            received.add(copy);
        }

        @Override
        public void flush() {}

        @Override
        public long refusedPackets() {
            return 0;
        }

        @Override
        public void wakeUp() {
            bell.release();
        }

        @Override
        public void close() {}
    }
}
