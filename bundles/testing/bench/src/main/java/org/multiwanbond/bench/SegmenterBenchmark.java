package org.multiwanbond.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.tunnel.tun.Coalescer;
import org.multiwanbond.tunnel.tun.Frame;
import org.multiwanbond.tunnel.tun.FrameSink;
import org.multiwanbond.tunnel.tun.Segmenter;
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
 * Cutting a large TCP segment into packets with their checksums, and joining them again after verifying those, per packet
 * and without system calls. Confined to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SegmenterBenchmark {
    /** What one segmented send carries. */
    private static final int PACKETS = 44;

    private static final int VNET_HEADER_BYTES = 10;
    private static final int HEADER_BYTES = 52;

    /** Payload of each packet. */
    @Param({"1368", "200"})
    public int payloadBytes;

    private final Frame frame = new Frame();
    private final Segmenter segmenter = new Segmenter(frame);
    private final PacketBatch batch = new PacketBatch(64, 128 * 1_024);
    private final Coalescer coalescer = new Coalescer(true, true, (large, packetBytes, packets) -> FrameSink.TAKEN);

    /** Makes an IPv4 TCP segment with time stamps, as the kernel hands it over. */
    @Setup
    public void make() {
        int packetBytes = HEADER_BYTES + PACKETS * payloadBytes;
        ByteBuffer octets = frame.octets().order(ByteOrder.nativeOrder());
        octets.put((byte) 1).put((byte) 1).putShort((short) HEADER_BYTES).putShort((short) payloadBytes);
        octets.putShort((short) 20).putShort((short) 16).order(ByteOrder.BIG_ENDIAN);
        octets.putShort((short) 0x4500)
                .putShort((short) packetBytes)
                .putInt(0x4000)
                .putInt(0x4006_0000);
        octets.putInt(0xc612_0001)
                .putInt(0xc612_0002)
                .putInt(0x1234_5678)
                .putInt(1)
                .putInt(1);
        octets.putInt(0x8010_0400);
        // Addresses, protocol and length.
        int sum = 0xc612 + 1 + 0xc612 + 2 + 6 + packetBytes - 20;
        octets.putShort((short) ((sum & 0xffff) + (sum >>> 16))).putShort((short) 0);
        octets.putInt(0x0101_080a).putLong(0);
        for (int i = VNET_HEADER_BYTES + HEADER_BYTES; i < VNET_HEADER_BYTES + packetBytes; i++) {
            octets.put(i, (byte) (i * 31));
        }
    }

    /** Cuts a segment. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int cut() {
        batch.clear();
        segmenter.take(HEADER_BYTES + PACKETS * payloadBytes);
        return segmenter.appendTo(batch);
    }

    /** Cuts a segment and joins its packets. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int cutAndJoin() {
        int packets = cut();
        for (int i = 0; i < packets; i++) {
            coalescer.write(batch.slab(), batch.offset(i), batch.lengthBytes(i));
        }
        coalescer.flush();
        return packets;
    }
}
