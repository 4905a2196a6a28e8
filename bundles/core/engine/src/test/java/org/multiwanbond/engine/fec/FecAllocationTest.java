package org.multiwanbond.engine.fec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.codec.reedsolomon.ReedSolomon;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.FecPayload;

/** Ten packets, three repair packets, three lost: nothing is allocated once it runs. */
class FecAllocationTest {
    private static final int ROUNDS = 2_000;
    private static final int K = 10;
    private static final int R = 3;
    private static final int PAYLOAD_BYTES = 300;

    private final Random random = Seed.random("FecAllocationTest");
    private final CodecCache codecs = new CodecCache();
    private final FecEncoder encoder = new FecEncoder(codecs, new BlockNumbers(), 1_500, FecEncoder.FLUSH_NS);
    private final FecDecoder decoder = new FecDecoder(codecs, this::take, 1_500);
    private final DataPayload view = new DataPayload();
    private final byte[] wire = new byte[PAYLOAD_BYTES];
    private final byte[] repair = new byte[PAYLOAD_BYTES + FecPayload.HEADER_BYTES];
    private int dsn;
    private int taken;

    @Test
    void allocatesNothing() {
        codecs.use(new ReedSolomon());
        encoder.shape(K, R);
        assertThat(Allocations.steadyBytes(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        block(random.nextInt(1 << K + R));
                    }
                }))
                .isZero();
        assertThat(taken).isPositive();
        assertThat(decoder.unrecoveredPackets()).isPositive();
    }

    private void block(int lostMask) {
        int count = 1 + (lostMask & 7);
        for (int i = 0; i < (count == 1 ? 3 : K); i++) {
            add(i);
            if ((lostMask >>> i & 1) == 0) {
                view.read(wire, 0, PAYLOAD_BYTES);
                decoder.source(view, wire, 0, PAYLOAD_BYTES);
            }
        }
        int repairs = encoder.isReady(encoder.dueNs()) ? encoder.repairs() : 0;
        for (int i = 0; i < repairs; i++) {
            int len = encoder.writeRepair(i, repair, 0);
            if ((lostMask >>> K + i & 1) == 0) {
                decoder.repair(repair, 0, len);
            }
        }
    }

    private void add(int index) {
        view.begin(dsn++, DataPayload.ORDERED, DataPayload.CLASS_BULK, 0)
                .fecMember(0, 0)
                .write(wire, 0);
        encoder.add(wire, 0, PAYLOAD_BYTES, 0, index % 3);
        view.begin(dsn - 1, DataPayload.ORDERED, DataPayload.CLASS_BULK, 0)
                .fecMember(encoder.block(), index)
                .write(wire, 0);
    }

    private void take(byte[] payload, int off, int len) {
        taken += len;
    }
}
