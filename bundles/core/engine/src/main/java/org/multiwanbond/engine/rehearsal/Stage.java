package org.multiwanbond.engine.rehearsal;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/**
 * A tunnel device without a host: it makes inner packets, as many as are on their way at most, and counts those that come
 * out at the other end. Thread-safe.
 */
final class Stage implements TunnelDevice {
    /** A common inner packet. */
    private static final int PACKET_BYTES = 1_400;
    /** An acknowledgment of inner TCP. */
    private static final int SMALL_BYTES = 60;
    /** Packets on their way at most: a large TCP window. */
    private static final long MOST_UNDER_WAY = 1_000;
    /** Packets a read brings: what segmentation offload brings. */
    private static final int PACKETS_A_READ = 44;
    /** So often the host has nothing to send for a moment. */
    private static final int READS_A_PAUSE = 64;
    /** So often it sends what is no packet: leftovers of the slab, shorter than any header. */
    private static final int READS_A_STRAY = 50;

    private static final int STRAY_BYTES = 7;
    /** After so long without an arrival, what is under way counts as lost. */
    private static final long PATIENCE_NS = 20_000_000L;

    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong();
    private final Script script;
    private long reads;
    private long arrivedBefore;
    private long arrivedNs = System.nanoTime();
    private Stage other = this;

    private Stage(Script script) {
        this.script = script;
    }

    /** Two that are each other's ends, hosts of these numbers; the first makes large packets, the second small ones. */
    static Stage[] pair(int first, int second) {
        Stage one = new Stage(new Script(first, second, PACKET_BYTES));
        Stage two = new Stage(new Script(second, first, SMALL_BYTES));
        one.other = two;
        two.other = one;
        return new Stage[] {one, two};
    }

    /** Packets that came out here. */
    long arrivedPackets() {
        return arrived.get();
    }

    @Override
    public String name() {
        return "rehearsal";
    }

    @Override
    public void configure(TunnelDeviceSettings settings) {
        // There is nothing to configure.
    }

    @Override
    public int read(PacketBatch into, long waitNs) {
        long room = MOST_UNDER_WAY - (made.get() - other.arrived.get());
        if (room <= 0) {
            rest(waitNs);
            forgetLost();
            return 0;
        }
        reads++;
        if (reads % READS_A_PAUSE == 0) {
            rest(waitNs);
            return 0;
        }
        if (reads % READS_A_STRAY == 0) {
            into.append(STRAY_BYTES);
        }
        int count = 0;
        byte[] packet = script.packet(reads);
        while (count < Math.min(room, PACKETS_A_READ) && into.freeBytes() >= packet.length) {
            System.arraycopy(packet, 0, into.slab(), into.freeOffset(), packet.length);
            into.append(packet.length);
            count++;
        }
        made.addAndGet(count);
        return count;
    }

    private void rest(long waitNs) {
        try {
            if (wakeUps.tryAcquire(Math.min(waitNs, PATIENCE_NS), TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetLost() {
        long nowNs = System.nanoTime();
        long arrivedNow = other.arrived.get();
        if (arrivedNow != arrivedBefore) {
            arrivedBefore = arrivedNow;
            arrivedNs = nowNs;
        } else if (nowNs - arrivedNs > PATIENCE_NS) {
            made.set(arrivedNow);
        }
    }

    @Override
    public void write(byte[] buf, int offset, int lengthBytes) {
        arrived.lazySet(arrived.get() + 1);
    }

    @Override
    public void flush() {
        other.wakeUps.release();
    }

    @Override
    public long refusedPackets() {
        return 0;
    }

    @Override
    public void wakeUp() {
        wakeUps.release();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
