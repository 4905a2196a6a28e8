package org.multiwanbond.bench;

import java.util.concurrent.TimeUnit;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;
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

/** Writing and reading the header of a DATA packet and what stands before its payload. Confined to one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeaderBenchmark {
    private static final int PAYLOAD_BYTES = 1_400;

    private final byte[] packet = new byte[Header.LENGTH_BYTES + PAYLOAD_BYTES + Header.TAG_BYTES];
    private final DataPayload payload = new DataPayload();
    private final DataPayload read = new DataPayload();
    private int number;

    /** Writes the packet that is read. */
    @Setup
    public void write() {
        encode();
    }

    /** The prefix of the payload, the header and its checksum. */
    @Benchmark
    public int encode() {
        number++;
        payload.begin(number, DataPayload.ORDERED, DataPayload.CLASS_BULK, number)
                .flowLink(1)
                .write(packet, Header.LENGTH_BYTES);
        Header.write(packet, 0, Header.start(PacketType.DATA, 3, 0, true), 0x1234, number, number - 9);
        Header.finish(packet, 0, PAYLOAD_BYTES + Header.TAG_BYTES);
        return payload.prefixBytes();
    }

    /** The same from the other end: checks, all fields, the prefix. */
    @Benchmark
    public int decode() {
        int answer = Header.check(packet, 0, packet.length);
        answer += Header.pathId(packet, 0) + Header.sessionId(packet, 0) + Header.sequence(packet, 0);
        answer += Header.acknowledgment(packet, 0) + Header.epochBits(packet, 0);
        answer += read.read(packet, Header.LENGTH_BYTES, PAYLOAD_BYTES);
        return answer + read.dsn();
    }
}
