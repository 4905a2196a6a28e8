package org.multiwanbond.engine.rehearsal;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/**
 * A tunnel device without a host: it makes inner packets, as many as are on their way at most, and counts those that come
 * out at the other end. Thread-safe.
 *
 * <p>Where the compiler has met one class or two, it builds their code into the caller's and throws all of it away when
 * another comes: the device of the host. So there are three, for no other purpose.
 */
class Stage implements TunnelDevice {
    /** A common inner packet. */
    private static final int PACKET_BYTES = 1_400;
    /** An acknowledgment of inner TCP. */
    private static final int SMALL_BYTES = 60;
    /** Packets on their way at most: a large TCP window. */
    private static final long MOST_UNDER_WAY = 1_000;
    /** Packets a read brings at most: what segmentation offload brings. */
    private static final int MOST_A_READ = 44;
    /**
     * Of so many reads one brings as many; it shares no factor with the number of kinds, so that each has its turn. The others
     * bring few, for the compiler counts how often code runs.
     */
    private static final int READS_A_LARGE = 3;

    private static final int FEW_PACKETS = 8;
    /** So often the host has nothing to send for a moment. */
    private static final int READS_A_PAUSE = 64;
    /** So often it sends what is no packet: leftovers of the slab, shorter than any header. */
    private static final int READS_A_STRAY = 50;

    private static final int STRAY_BYTES = 7;
    /** After so long without an arrival, what is under way counts as lost. */
    private static final long PATIENCE_NS = 20_000_000L;

    /** Where nothing of the script goes: documentation, RFC 5737. */
    static final List<Prefix> ELSEWHERE = List.of(Prefix.parse("192.0.2.0/24"));

    /** Different classes of them, used in turn. */
    static final int CLASSES = 3;

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

    private static final class Second extends Stage {
        private Second(Script script) {
            super(script);
        }
    }

    private static final class Third extends Stage {
        private Third(Script script) {
            super(script);
        }
    }

    /**
     * Two that are each other's ends, hosts of these numbers; the first makes large packets, the second small ones.
     *
     * @param scene how many pairs there were before
     */
    static Stage[] pair(int first, int second, int scene) {
        Stage one = of(2 * scene, new Script(first, second, PACKET_BYTES));
        Stage two = of(2 * scene + 1, new Script(second, first, SMALL_BYTES));
        one.other = two;
        two.other = one;
        return new Stage[] {one, two};
    }

    private static Stage of(int number, Script script) {
        return switch (number % CLASSES) {
            case 0 -> new Stage(script);
            case 1 -> new Second(script);
            default -> new Third(script);
        };
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
        long wanted = reads % READS_A_LARGE == 0 ? MOST_A_READ : 1 + reads % FEW_PACKETS;
        while (count < Math.min(room, wanted) && into.freeBytes() >= packet.length) {
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
