package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextbookReedSolomonTest {
    // Protocol, Appendix A
    @Test
    void hasTheMatrixOfTheProtocol() {
        byte[][] symbols = new byte[13][10];
        for (int i = 0; i < 10; i++) {
            symbols[i][i] = 1;
        }
        new TextbookReedSolomon(10, 3).encode(symbols, 10);
        HexFormat hex = HexFormat.of();
        assertThat(hex.formatHex(symbols[10])).isEqualTo("8196afb8d2c4fee80302");
        assertThat(hex.formatHex(symbols[11])).isEqualTo("9681b8afc4d2e8fe0203");
        assertThat(hex.formatHex(symbols[12])).isEqualTo("bfd6620a066fdfb70504");
    }

    @Test
    void recoversEveryLossPattern() {
        Random random = Seed.random("recoversEveryLossPattern");
        TextbookReedSolomon codec = new TextbookReedSolomon(5, 3);
        byte[][] whole = new byte[8][16];
        for (byte[] symbol : whole) {
            random.nextBytes(symbol);
        }
        codec.encode(whole, 16);
        for (int lost = 0; lost < 1 << 8; lost++) {
            byte[][] symbols = new byte[8][];
            boolean[] present = new boolean[8];
            for (int i = 0; i < 8; i++) {
                present[i] = (lost >>> i & 1) == 0;
                symbols[i] = present[i] ? whole[i].clone() : new byte[16];
            }
            assertThat(codec.decode(symbols, present, 16)).isEqualTo(Integer.bitCount(lost) <= 3);
            for (int i = 0; i < 5; i++) {
                assertThat(symbols[i]).isEqualTo(Integer.bitCount(lost) <= 3 || present[i] ? whole[i] : new byte[16]);
            }
        }
    }
}
