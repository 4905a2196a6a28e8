package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.codec.Codec;

/** What every codec of scheme 1 keeps: octet for octet the Reed-Solomon code of the wire protocol. */
public abstract class ReedSolomonContract extends CodecContract {
    private static final HexFormat HEX = HexFormat.of();
    private static final int MOST_DATA = 64;
    private static final int MOST_REPAIRS = 32;
    private static final List<Size> EDGES = List.of(
            new Size(1, 1),
            new Size(1, MOST_REPAIRS),
            new Size(MOST_DATA, 1),
            new Size(MOST_DATA, MOST_REPAIRS),
            new Size(10, 3),
            new Size(3, 8),
            new Size(12, 9),
            new Size(5, 17));
    private static final int RANDOM_SIZES = 40;
    private static final int BLOCKS = 6;

    /** Where vector instructions, table loops and packets end, and one long symbol. */
    private static final int[] LENGTHS_BYTES = {1, 2, 7, 15, 17, 31, 33, 63, 64, 65, 257, 1_400, 2_049, 5_000};

    // Protocol, Appendix A: RS(4,2) alone does not fix the polynomial, RS(10,3) does.
    @Test
    void hasTheMatrixOfTheProtocol() {
        assertThat(HEX.formatHex(repairRows(4, 2))).isEqualTo("1b1c12141c1b1412");
        assertThat(HEX.formatHex(repairRows(10, 3)))
                .isEqualTo("8196afb8d2c4fee803029681b8afc4d2e8fe0203bfd6620a066fdfb70504");
    }

    @Test
    void makesTheParityOfTheProtocol() {
        byte[][] symbols = new byte[6][4];
        for (int octet = 0; octet < 16; octet++) {
            symbols[octet / 4][octet % 4] = (byte) octet;
        }
        factory().create(4, 2).encode(symbols, 4);
        assertThat(HEX.formatHex(symbols[4])).isEqualTo("10111213");
        assertThat(HEX.formatHex(symbols[5])).isEqualTo("14151617");
    }

    @Test
    void doesWhatTheTextbookDoes() {
        Random random = Seed.random("doesWhatTheTextbookDoes");
        List<Size> sizes = new ArrayList<>(EDGES);
        for (int i = 0; i < RANDOM_SIZES; i++) {
            sizes.add(new Size(1 + random.nextInt(MOST_DATA), random.nextInt(MOST_REPAIRS + 1)));
        }
        for (Size size : sizes) {
            Codec codec = factory().create(size.data(), size.repair());
            Codec textbook = new TextbookReedSolomon(size.data(), size.repair());
            for (int block = 0; block < BLOCKS; block++) {
                int lengthBytes = LENGTHS_BYTES[random.nextInt(LENGTHS_BYTES.length)];
                encodeAndDecode(size, lengthBytes, List.of(codec, textbook), random);
            }
        }
    }

    @Test
    void recoversRandomLossesOfTheLargestBlock() {
        Random random = Seed.random("recoversRandomLossesOfTheLargestBlock");
        Size size = new Size(MOST_DATA, MOST_REPAIRS);
        Codec codec = factory().create(size.data(), size.repair());
        byte[][] whole = filled(size, 50, random);
        codec.encode(whole, 50);
        for (int round = 0; round < 500; round++) {
            boolean[] present = arrived(size, random);
            byte[][] symbols = only(whole, present);
            assertThat(codec.decode(symbols, present, 50)).isTrue();
            for (int i = 0; i < size.data(); i++) {
                assertThat(symbols[i]).isEqualTo(whole[i]);
            }
        }
    }

    @Test
    void refusesMoreThanTheProtocolAllows() {
        assertThatThrownBy(() -> factory().create(65, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65 + 1");
        assertThatThrownBy(() -> factory().create(64, 33)).isInstanceOf(IllegalArgumentException.class);
    }

    /** All codecs get the same block and the same losses; of those that must agree the first is on trial. */
    private static void encodeAndDecode(Size size, int lengthBytes, List<Codec> codecs, Random random) {
        byte[][] data = filled(size, lengthBytes, random);
        boolean[] present = arrived(size, random);
        List<byte[][]> encoded = new ArrayList<>();
        List<byte[][]> decoded = new ArrayList<>();
        for (Codec codec : codecs) {
            byte[][] whole = copy(data);
            codec.encode(whole, lengthBytes);
            encoded.add(whole);
            byte[][] symbols = only(whole, present);
            assertThat(codec.decode(symbols, present, lengthBytes)).isTrue();
            decoded.add(symbols);
        }
        assertThat(encoded.get(0))
                .as("%s, %d octets, encoded", size, lengthBytes)
                .isDeepEqualTo(encoded.get(1));
        assertThat(decoded.get(0))
                .as("%s, %d octets, decoded", size, lengthBytes)
                .isDeepEqualTo(decoded.get(1));
    }

    /** Random octets in all symbols. */
    private static byte[][] filled(Size size, int lengthBytes, Random random) {
        byte[][] symbols = new byte[size.all()][lengthBytes];
        for (byte[] symbol : symbols) {
            random.nextBytes(symbol);
        }
        return symbols;
    }

    /** Any k of the symbols. */
    private static boolean[] arrived(Size size, Random random) {
        boolean[] present = new boolean[size.all()];
        for (int left = size.data(); left > 0; ) {
            int i = random.nextInt(size.all());
            left -= present[i] ? 0 : 1;
            present[i] = true;
        }
        return present;
    }

    /** A copy with zeros for what is missing. */
    private static byte[][] only(byte[][] whole, boolean[] present) {
        byte[][] symbols = copy(whole);
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = present[i] ? symbols[i] : new byte[symbols[i].length];
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

    /** Repair symbols of the unit vectors: the lower rows of the matrix, one after the other. */
    private byte[] repairRows(int data, int repair) {
        byte[][] symbols = new byte[data + repair][data];
        for (int i = 0; i < data; i++) {
            symbols[i][i] = 1;
        }
        factory().create(data, repair).encode(symbols, data);
        byte[] rows = new byte[data * repair];
        for (int i = 0; i < repair; i++) {
            System.arraycopy(symbols[data + i], 0, rows, i * data, data);
        }
        return rows;
    }
}
