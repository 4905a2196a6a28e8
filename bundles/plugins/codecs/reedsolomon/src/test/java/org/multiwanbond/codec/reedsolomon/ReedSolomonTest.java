package org.multiwanbond.codec.reedsolomon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.tck.CodecContract;
import org.multiwanbond.tck.Seed;

/** The contract tries every loss pattern of its sizes; here is what the wire protocol fixes beyond it. */
class ReedSolomonTest extends CodecContract {
    private static final HexFormat HEX = HexFormat.of();

    @Override
    protected CodecFactory factory() {
        return new ReedSolomon();
    }

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
    void recoversRandomLossesOfTheLargestBlock() {
        Random random = Seed.random("recoversRandomLossesOfTheLargestBlock");
        Codec codec = factory().create(64, 32);
        byte[][] whole = new byte[96][50];
        for (byte[] symbol : whole) {
            random.nextBytes(symbol);
        }
        codec.encode(whole, 50);
        for (int round = 0; round < 500; round++) {
            boolean[] present = new boolean[96];
            byte[][] symbols = new byte[96][50];
            for (int left = 64; left > 0; ) {
                int i = random.nextInt(96);
                left -= present[i] ? 0 : 1;
                present[i] = true;
                symbols[i] = whole[i].clone();
            }
            assertThat(codec.decode(symbols, present, 50)).isTrue();
            for (int i = 0; i < 64; i++) {
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
