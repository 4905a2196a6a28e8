package org.multiwanbond.tunnel.tun;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;

/** Two devices back to back: what one host sends, the other gets. Confined to one test but for its threads. */
final class TunBridge implements AutoCloseable {
    private static final long WAIT_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<TunnelDevice> devices = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    /** A bridge between the queues of two devices, first to first and so on. */
    TunBridge(List<TunnelDevice> ones, List<TunnelDevice> others) {
        devices.addAll(ones);
        devices.addAll(others);
        for (int i = 0; i < ones.size(); i++) {
            TunnelDevice one = ones.get(i);
            TunnelDevice other = others.get(i);
            threads.add(new Thread(() -> carry(one, other), "bridge-there-" + i));
            threads.add(new Thread(() -> carry(other, one), "bridge-back-" + i));
        }
        threads.forEach(Thread::start);
    }

    private void carry(TunnelDevice from, TunnelDevice to) {
        // As the engine reads: less room than a large segment of small packets needs.
        PacketBatch batch = new PacketBatch(64, 128 * 1_024);
        while (!ended) {
            batch.clear();
            int count = from.read(batch, WAIT_NS);
            for (int i = 0; i < count; i++) {
                to.write(batch.slab(), batch.offset(i), batch.lengthBytes(i));
            }
            to.flush();
        }
    }

    long refusedPackets() {
        return devices.stream().mapToLong(TunnelDevice::refusedPackets).sum();
    }

    @Override
    public void close() {
        ended = true;
        devices.forEach(TunnelDevice::wakeUp);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the bridge did not end in time", e);
        }
        devices.forEach(TunnelDevice::close);
    }
}
