package org.multiwanbond.bench;

import java.util.concurrent.TimeUnit;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketNumbers;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.ReplayWindow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a received packet costs apart from its cipher. Confined to one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReceiveStepsBenchmark {
    private static final int PAYLOAD_BYTES = 1_400;

    private final byte[] packet = new byte[Header.LENGTH_BYTES + PAYLOAD_BYTES + Header.TAG_BYTES];
    private final DataPayload payload = new DataPayload();
    private final ReplayWindow window = new ReplayWindow();
    private long next;

    /** Writes one DATA packet. */
    @Setup
    public void write() {
        Header.write(packet, 0, Header.start(PacketType.DATA, 3, 0, true), 0x1234, 7, 9);
        Header.finish(packet, 0, PAYLOAD_BYTES + Header.TAG_BYTES);
        payload.begin(1, DataPayload.ORDERED, 0, 0).flowLink(1).write(packet, Header.LENGTH_BYTES);
    }

    /** Steps 1 to 5: length, version, checksum, type. */
    @Benchmark
    public int check() {
        return Header.check(packet, 0, packet.length);
    }

    /** Steps 10 and 12: reconstruct, look up and mark one number after the other. */
    @Benchmark
    public boolean replayWindow() {
        long number = PacketNumbers.reconstruct(window.highest() + 1, (int) next++);
        boolean fresh = window.isFresh(number);
        window.mark(number);
        return fresh;
    }

    /** Step 13: the DATA prefix. */
    @Benchmark
    public int payload() {
        return payload.read(packet, Header.LENGTH_BYTES, PAYLOAD_BYTES);
    }
}
