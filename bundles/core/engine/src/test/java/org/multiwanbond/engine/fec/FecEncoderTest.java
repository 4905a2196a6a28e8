package org.multiwanbond.engine.fec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.FecPayload;

class FecEncoderTest {
    private static final long FLUSH_NS = FecEncoder.FLUSH_NS;

    private final Random random = Seed.random("FecEncoderTest");
    private final Packets packets = new Packets(random);
    private final FecPayload view = new FecPayload();

    @Test
    void closesAFullBlockAtOnceAndAnUnfinishedOneWithTheKReached() {
        FecLab lab = new FecLab(4, 2);
        assertThat(lab.encoder.dueNs()).isEqualTo(FecEncoder.NEVER_NS);
        send(lab, 3, 100);
        assertThat(lab.encoder.dueNs()).isEqualTo(100 + FLUSH_NS);
        assertThat(lab.encoder.isReady(99 + FLUSH_NS)).isFalse();
        send(lab, 1, 500);
        assertThat(lab.encoder.dueNs()).isLessThanOrEqualTo(500);
        assertShapes(lab.repairs(500), 0, 4, 2);
        send(lab, 3, 1_000);
        assertShapes(lab.repairs(1_000 + FLUSH_NS), 1, 3, 2);
        send(lab, 1, FLUSH_NS * 3);
        assertShapes(lab.repairs(FLUSH_NS * 4), 2, 1, 1);
        assertThat(lab.encoder.isReady(FLUSH_NS * 9)).isFalse();
        assertThat(lab.encoder.dueNs()).isEqualTo(FecEncoder.NEVER_NS);
    }

    @Test
    void changesTheShapeBetweenBlocks() {
        FecLab lab = new FecLab(4, 2);
        send(lab, 2, 0);
        lab.encoder.shape(2, 3);
        send(lab, 2, 0);
        assertShapes(lab.repairs(0), 0, 4, 2);
        send(lab, 2, 0);
        lab.encoder.shape(2, 0);
        assertShapes(lab.repairs(0), 1, 2, 3);
        assertThat(lab.encoder.takes(100)).isFalse();
        assertThat(lab.encoder.add(new byte[40], 0, 40, 0, 0)).isEqualTo(FecEncoder.NONE);
    }

    @Test
    void beginsANewBlockWhenNobodyAskedForTheRepairs() {
        FecLab lab = new FecLab(4, 2);
        send(lab, 9, 0);
        assertThat(lab.encoder.block()).isEqualTo(2);
        assertShapes(lab.repairs(0), 1, 4, 2);
    }

    @Test
    void namesThePathsThatCarriedMost() {
        FecLab lab = new FecLab(4, 2);
        for (int path : new int[] {0, 7, 7, 15}) {
            packets.next(lab.encoder, 0, path);
        }
        lab.repairs(0);
        assertThat(lab.encoder.pathMask()).isEqualTo(1 << 7);
        assertThat(lab.encoder.carriedBy(15)).isEqualTo(1);
        for (int path : new int[] {3, 4, 3, 4}) {
            packets.next(lab.encoder, 0, path);
        }
        lab.repairs(0);
        assertThat(lab.encoder.pathMask()).isEqualTo(1 << 3 | 1 << 4);
        assertThat(lab.encoder.carriedBy(7)).isZero();
    }

    @Test
    void countsTheBlocksOfAllClassesInOneRow() {
        FecLab lab = new FecLab(4, 2);
        BlockNumbers numbers = new BlockNumbers();
        FecEncoder bulk = new FecEncoder(lab.codecs, numbers, 1_500, FLUSH_NS);
        FecEncoder call = new FecEncoder(lab.codecs, numbers, 1_500, FLUSH_NS);
        for (int i = 0; i < 6; i++) {
            FecEncoder encoder = i % 2 == 0 ? bulk : call;
            encoder.shape(1, 1);
            packets.next(encoder, 0, 0);
            assertThat(encoder.block()).isEqualTo(i);
        }
        for (int i = 6; i < 1 << 16; i++) {
            numbers.next();
        }
        assertThat(numbers.next()).isZero();
    }

    @Test
    void leavesOutWhatIsTooLongAndEverythingWithoutACode() {
        FecLab lab = new FecLab(4, 2);
        assertThat(lab.encoder.takes(Packets.LIMIT_BYTES)).isTrue();
        assertThat(lab.encoder.takes(Packets.LIMIT_BYTES + 1)).isFalse();
        send(lab, 2, 0);
        lab.codecs.drop();
        send(lab, 2, 0);
        assertThat(lab.repairs(0)).isEmpty();
        assertThat(lab.encoder.takes(100)).isFalse();
        assertThat(lab.encoder.add(new byte[40], 0, 40, 0, 0)).isEqualTo(FecEncoder.NONE);
    }

    private void send(FecLab lab, int count, long nowNs) {
        for (int i = 0; i < count; i++) {
            packets.next(lab.encoder, nowNs, 0);
        }
    }

    private void assertShapes(List<byte[]> repairs, int block, int k, int r) {
        assertThat(repairs).hasSize(r);
        for (int i = 0; i < r; i++) {
            assertThat(view.read(repairs.get(i), 0, repairs.get(i).length)).isEqualTo(DropReason.OK);
            assertThat(new int[] {view.block(), view.sourceSymbols(), view.repairSymbols(), view.index()})
                    .containsExactly(block, k, r, i);
        }
    }
}
