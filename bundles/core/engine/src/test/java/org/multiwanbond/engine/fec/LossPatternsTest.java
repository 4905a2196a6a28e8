package org.multiwanbond.engine.fec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiwanbond.tck.Seed;

/** Every way to lose packets of a block, through the encoder, the wire form and the decoder. */
class LossPatternsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "4, 2", "10, 3"})
    void bringsBackAllThatIsMissing(int k, int r) {
        Random random = Seed.random("bringsBackAllThatIsMissing " + k + "+" + r);
        for (int lost = 0; lost < 1 << k + r; lost++) {
            if (Integer.bitCount(lost) <= r) {
                Outcome outcome = send(k, r, lost, random);
                assertThat(outcome.recovered)
                        .as("lost %s", Integer.toBinaryString(lost))
                        .isEqualTo(outcome.missing);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 2", "10, 3"})
    void saysNothingWhenOneTooManyIsMissing(int k, int r) {
        Random random = Seed.random("saysNothingWhenOneTooManyIsMissing " + k + "+" + r);
        for (int lost = 0; lost < 1 << k + r; lost++) {
            if (Integer.bitCount(lost) == r + 1) {
                assertThat(send(k, r, lost, random).recovered)
                        .as("lost %s", Integer.toBinaryString(lost))
                        .isEmpty();
            }
        }
    }

    private record Outcome(List<String> missing, List<String> recovered) {}

    private static Outcome send(int k, int r, int lost, Random random) {
        FecLab lab = new FecLab(k, r);
        Packets packets = new Packets(random);
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            Packets.Sent sent = packets.next(lab.encoder, 0, 0);
            if ((lost >>> i & 1) == 0) {
                lab.source(sent.wire());
            } else {
                missing.add(FecLab.hex(sent.recovered()));
            }
        }
        List<byte[]> repairs = lab.repairs(0);
        for (int i = 0; i < r; i++) {
            if ((lost >>> k + i & 1) == 0) {
                lab.decoder.repair(repairs.get(i), 0, repairs.get(i).length);
            }
        }
        return new Outcome(missing, lab.recovered);
    }
}
