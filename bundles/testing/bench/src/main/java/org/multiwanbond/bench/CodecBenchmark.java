package org.multiwanbond.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.codec.reedsolomon.ReedSolomon;
import org.multiwanbond.codec.reedsolomonisal.ReedSolomonIsal;
import org.multiwanbond.codec.reedsolomontable.ReedSolomonTable;
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
 * Coding blocks of 10 + 3 full packets. An operation is an octet of data, so that operations per microsecond are MB of data
 * per second and core, if nothing else runs on that core. Confined to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final int DATA = 10;
    private static final int REPAIRS = 3;
    private static final int SYMBOL_BYTES = 1_400;
    private static final int BLOCK_BYTES = DATA * SYMBOL_BYTES;

    /** More than any codec remembers; each is of three of the ten data symbols. */
    private static final int PATTERNS = 120;

    /** Name of the bundle. */
    @Param({"reedsolomon", "reedsolomontable", "reedsolomonisal"})
    public String codec;

    private final byte[][] symbols = new byte[DATA + REPAIRS][SYMBOL_BYTES];
    private final boolean[][] arrived = new boolean[PATTERNS][DATA + REPAIRS];
    private Codec coder;
    private int pattern;

    /** Makes the codec, a block, and all patterns of three losses in random order. */
    @Setup
    public void make() {
        CodecFactory factory =
                switch (codec) {
                    case "reedsolomon" -> new ReedSolomon();
                    case "reedsolomontable" -> new ReedSolomonTable();
                    default -> new ReedSolomonIsal();
                };
        coder = factory.create(DATA, REPAIRS);
        Random random = new Random(1);
        for (byte[] symbol : symbols) {
            random.nextBytes(symbol);
        }
        int made = 0;
        for (int lost = 0; lost < 1 << DATA; lost++) {
            if (Integer.bitCount(lost) == REPAIRS) {
                int place = random.nextInt(++made);
                arrived[made - 1] = arrived[place];
                arrived[place] = without(lost);
            }
        }
    }

    private static boolean[] without(int lost) {
        boolean[] present = new boolean[DATA + REPAIRS];
        for (int i = 0; i < present.length; i++) {
            present[i] = (lost >>> i & 1) == 0;
        }
        return present;
    }

    /** Makes three repair symbols. */
    @Benchmark
    @OperationsPerInvocation(BLOCK_BYTES)
    public byte encode() {
        coder.encode(symbols, SYMBOL_BYTES);
        return symbols[DATA][0];
    }

    /** Recovers three data symbols, the same ones in each block. */
    @Benchmark
    @OperationsPerInvocation(BLOCK_BYTES)
    public boolean decode3() {
        return coder.decode(symbols, arrived[0], SYMBOL_BYTES);
    }

    /** Recovers three data symbols, others in each block. */
    @Benchmark
    @OperationsPerInvocation(BLOCK_BYTES)
    public boolean decode3OfEach() {
        pattern = (pattern + 1) % PATTERNS;
        return coder.decode(symbols, arrived[pattern], SYMBOL_BYTES);
    }
}
