package org.multiwanbond.api.codec.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class InterpolationTest {
    // Protocol, Appendix A
    @Test
    void hasTheMatrixOfTheProtocol() {
        assertThat(rows(4, 2)).isEqualTo("1b1c12141c1b1412");
        assertThat(rows(10, 3)).isEqualTo("8196afb8d2c4fee803029681b8afc4d2e8fe0203bfd6620a066fdfb70504");
    }

    // By hand: with one data symbol the polynomial is constant.
    @Test
    void copiesASingleSymbol() {
        assertThat(rows(1, 32)).isEqualTo("01".repeat(32));
    }

    @Test
    void findsItsWayBack() {
        LossPattern losses = new LossPattern(new BlockShape(2, 1));
        assertThat(losses.find(new byte[3][1], new boolean[] {false, true, true}))
                .isTrue();
        Interpolation interpolation = new Interpolation(2);
        interpolation.from(losses);
        byte[] factors = new byte[2];
        interpolation.row(0, factors);
        // Repair = 3 × first + 2 × second, so first = (repair + 2 × second) / 3, and 1 / 3 = f4.
        assertThat(factors).containsExactly((byte) 0xf4, (byte) 0xf5);
    }

    private static String rows(int data, int repair) {
        Interpolation interpolation = new Interpolation(data);
        interpolation.fromData();
        byte[] rows = new byte[0];
        for (int row = 0; row < repair; row++) {
            byte[] factors = new byte[data];
            interpolation.row(data + row, factors);
            rows = Arrays.copyOf(rows, rows.length + data);
            System.arraycopy(factors, 0, rows, row * data, data);
        }
        return HexFormat.of().formatHex(rows);
    }
}
