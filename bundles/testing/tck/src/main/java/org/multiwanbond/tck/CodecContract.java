package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.codec.CodecFactory;

/** What every erasure code keeps: any k of k + r symbols give the data back, fewer change nothing. */
public abstract class CodecContract {
    private static final int SYMBOL_BYTES = 200;

    /** Octets of each array behind the symbol, which stay as they are. */
    private static final int BEYOND_BYTES = 9;

    private static final int BLOCKS = 1_000;

    /**
     * A block size to try.
     *
     * @param data data symbols, k
     * @param repair repair symbols, r
     */
    protected record Size(int data, int repair) {
        int all() {
            return data + repair;
        }
    }

    protected abstract CodecFactory factory();

    /** Sizes of which every loss pattern is tried. */
    protected List<Size> sizes() {
        return List.of(new Size(1, 1), new Size(4, 2), new Size(10, 3));
    }

    @Test
    void recoversEveryLossPatternItPromises() {
        Random random = Seed.random("recoversEveryLossPatternItPromises");
        for (Size size : sizes()) {
            Codec codec = factory().create(size.data(), size.repair());
            byte[][] whole = encoded(codec, size, random);
            for (int lost = 0; lost < 1 << size.all(); lost++) {
                if (Integer.bitCount(lost) <= size.repair()) {
                    byte[][] symbols = damaged(whole, lost, random);
                    assertThat(codec.decode(symbols, present(size, lost), SYMBOL_BYTES))
                            .isTrue();
                    assertThat(firstOf(symbols, size.data()))
                            .as("%s, lost %s", size, Integer.toBinaryString(lost))
                            .isEqualTo(firstOf(whole, size.data()));
                }
            }
        }
    }

    @Test
    void changesNothingWhenTooManyAreLost() {
        Random random = Seed.random("changesNothingWhenTooManyAreLost");
        for (Size size : sizes()) {
            Codec codec = factory().create(size.data(), size.repair());
            byte[][] whole = encoded(codec, size, random);
            for (int lost = 0; lost < 1 << size.all(); lost++) {
                if (Integer.bitCount(lost) == size.repair() + 1) {
                    byte[][] symbols = damaged(whole, lost, random);
                    byte[][] before = copy(symbols);
                    assertThat(codec.decode(symbols, present(size, lost), SYMBOL_BYTES))
                            .isFalse();
                    assertThat(symbols).isDeepEqualTo(before);
                }
            }
        }
    }

    @Test
    void touchesNeitherTheDataNorWhatLiesBehindTheSymbols() {
        Random random = Seed.random("touchesNeitherTheDataNorWhatLiesBehindTheSymbols");
        for (Size size : sizes()) {
            byte[][] symbols = random(size, random);
            byte[][] before = copy(symbols);
            factory().create(size.data(), size.repair()).encode(symbols, SYMBOL_BYTES);
            for (int i = 0; i < size.all(); i++) {
                for (int octet = i < size.data() ? 0 : SYMBOL_BYTES; octet < symbols[i].length; octet++) {
                    assertThat(symbols[i][octet]).isEqualTo(before[i][octet]);
                }
            }
        }
    }

    @Test
    void acceptsSymbolsWithoutOctets() {
        for (Size size : sizes()) {
            Codec codec = factory().create(size.data(), size.repair());
            byte[][] symbols = new byte[size.all()][0];
            codec.encode(symbols, 0);
            assertThat(codec.decode(symbols, present(size, 1), 0)).isTrue();
        }
    }

    @Test
    void refusesSizesNobodyCanDo() {
        int[][] impossible = {{0, 1}, {-1, 1}, {1, -1}, {Integer.MAX_VALUE, Integer.MAX_VALUE}};
        for (int[] size : impossible) {
            assertThatThrownBy(() -> factory().create(size[0], size[1]))
                    .as("%d + %d", size[0], size[1])
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void sharesNoStateBetweenInstances() {
        Size size = sizes().get(0);
        Codec first = factory().create(size.data(), size.repair());
        Codec second = factory().create(size.data(), size.repair());
        Random random = Seed.random("sharesNoStateBetweenInstances");
        byte[][] mine = encoded(first, size, random);
        byte[][] theirs = encoded(second, size, random);
        byte[][] symbols = damaged(mine, 1, random);
        second.decode(damaged(theirs, 1 << size.all() - 1, random), present(size, 1 << size.all() - 1), SYMBOL_BYTES);
        assertThat(first.decode(symbols, present(size, 1), SYMBOL_BYTES)).isTrue();
        assertThat(symbols[0]).startsWith(firstOf(mine, 1)[0]);
    }

    @Test
    void doesNotAllocate() {
        Random random = Seed.random("doesNotAllocate");
        for (Size size : sizes()) {
            Codec codec = factory().create(size.data(), size.repair());
            byte[][] symbols = random(size, random);
            boolean[] present = present(size, 1);
            long bytes = Allocations.steadyBytes(() -> {
                for (int block = 0; block < BLOCKS; block++) {
                    codec.encode(symbols, SYMBOL_BYTES);
                    codec.decode(symbols, present, SYMBOL_BYTES);
                }
            });
            assertThat(bytes)
                    .as("octets allocated by %d blocks of %s", BLOCKS, size)
                    .isZero();
        }
    }

    private static byte[][] encoded(Codec codec, Size size, Random random) {
        byte[][] symbols = random(size, random);
        codec.encode(symbols, SYMBOL_BYTES);
        return symbols;
    }

    private static byte[][] random(Size size, Random random) {
        byte[][] symbols = new byte[size.all()][SYMBOL_BYTES + BEYOND_BYTES];
        for (byte[] symbol : symbols) {
            random.nextBytes(symbol);
        }
        return symbols;
    }

    private static byte[][] damaged(byte[][] whole, int lost, Random random) {
        byte[][] symbols = copy(whole);
        for (int i = 0; i < symbols.length; i++) {
            if ((lost >>> i & 1) != 0) {
                random.nextBytes(symbols[i]);
            }
        }
        return symbols;
    }

    private static byte[][] copy(byte[][] symbols) {
        byte[][] copy = new byte[symbols.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = symbols[i].clone();
        }
        return copy;
    }

    private static byte[][] firstOf(byte[][] symbols, int count) {
        byte[][] first = new byte[count][SYMBOL_BYTES];
        for (int i = 0; i < count; i++) {
            System.arraycopy(symbols[i], 0, first[i], 0, SYMBOL_BYTES);
        }
        return first;
    }

    private static boolean[] present(Size size, int lost) {
        boolean[] present = new boolean[size.all()];
        for (int i = 0; i < present.length; i++) {
            present[i] = (lost >>> i & 1) == 0;
        }
        return present;
    }
}
