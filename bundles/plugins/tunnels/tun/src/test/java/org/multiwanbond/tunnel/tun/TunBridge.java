package org.multiwanbond.tunnel.tun;

import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;

/** Two devices back to back: what one host sends, the other gets. Confined to one test but for its two threads. */
final class TunBridge implements AutoCloseable {
    private static final long WAIT_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final TunnelDevice one;
    private final TunnelDevice other;
    private final Thread there;
    private final Thread back;
    private volatile boolean ended;

    TunBridge(TunnelDevice one, TunnelDevice other) {
        this.one = one;
        this.other = other;
        there = new Thread(() -> carry(one, other), "bridge-there");
        back = new Thread(() -> carry(other, one), "bridge-back");
        there.start();
        back.start();
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
        return one.refusedPackets() + other.refusedPackets();
    }

    @Override
    public void close() {
        ended = true;
        one.wakeUp();
        other.wakeUp();
        try {
            there.join();
            back.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the bridge did not end in time", e);
        }
        one.close();
        other.close();
    }
}
