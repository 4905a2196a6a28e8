package org.multiwanbond.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.PrefixSet;
import org.multiwanbond.engine.fec.CodecSource;
import org.multiwanbond.engine.fec.NoCodec;
import org.multiwanbond.engine.receive.Delivery;
import org.multiwanbond.engine.receive.InnerFilter;
import org.multiwanbond.wire.DataPayload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a decrypted DATA payload through the reorder buffer and the filter to the device, per packet. Confined to one
 * thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReorderBenchmark {
    /** Packets of one call, numbers in a row. */
    private static final int BLOCK = 64;

    private static final int INNER_BYTES = 1_400;

    /** How many runs take turns: with 2 every other comes after the one behind it, as from two paths. */
    @Param({"1", "2"})
    public int paths;

    private final byte[] payload = new byte[DataPayload.LONGEST_PREFIX_BYTES + INNER_BYTES];
    private final DataPayload unit = new DataPayload();
    private final Swallow device = new Swallow();
    private final Drops drops = new Drops();
    private final Delivery delivery =
            new Delivery(new InnerFilter(drops, device, PrefixSet.ANY, new PrefixSet(List.of())), new Missing(), drops);
    private int next;
    private long nowNs = 1_000_000_000;

    /** Writes an inner packet: an IPv4 header (RFC 791 §3.1) and zeros. */
    @Setup
    public void write() {
        int off = innerOffset();
        payload[off] = 0x45;
        payload[off + 2] = (byte) (INNER_BYTES >> 8);
        payload[off + 3] = (byte) INNER_BYTES;
        payload[off + 9] = 6;
        payload[off + 12] = 10;
        payload[off + 16] = 10;
    }

    private int innerOffset() {
        return unit.begin(0, DataPayload.ORDERED, DataPayload.CLASS_BULK, 0)
                .flowLink(1)
                .prefixBytes();
    }

    /** Takes in a block of one flow; all of it is delivered when the call ends. */
    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public long accept() {
        nowNs += 100_000;
        int run = BLOCK / 8;
        for (int i = 0; i < BLOCK; i++) {
            // Runs of eight: 0 to 7, 8 to 15 …, or each two of them swapped.
            int block = paths == 1 ? i / run : (i / run) ^ 1;
            take(next + block * run + i % run);
        }
        next += BLOCK;
        return device.packets;
    }

    private void take(int dsn) {
        unit.begin(dsn, DataPayload.ORDERED, DataPayload.CLASS_BULK, 0)
                .flowLink(1)
                .write(payload, 0);
        delivery.accept(payload, 0, unit.prefixBytes() + INNER_BYTES, nowNs);
    }

    /** Counts and forgets. Confined to one thread. */
    private static final class Swallow implements TunnelDevice {
        private long packets;

        @Override
        public String name() {
            return "";
        }

        @Override
        public void configure(TunnelDeviceSettings settings) {
            // There is nothing to configure.
        }

        @Override
        public int read(PacketBatch into, long waitNs) {
            return 0;
        }

        @Override
        public void write(byte[] packet, int offset, int lengthBytes) {
            packets++;
        }

        @Override
        public void flush() {
            // Nothing is queued.
        }

        @Override
        public long refusedPackets() {
            return 0;
        }

        @Override
        public void wakeUp() {
            // Nobody waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** No erasure code. Thread-safe. */
    private static final class Missing implements CodecSource {
        @Override
        public boolean isPresent() {
            return false;
        }

        @Override
        public Codec codec(int dataSymbols, int repairSymbols) {
            return NoCodec.INSTANCE;
        }
    }
}
