package org.multiwanbond.engine.fec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Seed;

/** Packets of many blocks, spread over three paths of different delay and loss, against a slow and obvious decoder. */
class ThreePathsTest {
    private static final int PATHS = 3;
    private static final int PACKETS = 3_000;
    private static final long GAP_NS = 1_500_000;

    private record Arrival(long timeNs, boolean isRepair, byte[] octets) {}

    private final Random random = Seed.random("ThreePathsTest");
    private final Packets packets = new Packets(random);
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Set<String> sent = new HashSet<>();

    @Test
    void recoversWhatTheSlowTwinRecovers() {
        FecLab lab = new FecLab(10, 3);
        send(lab);
        arrivals.sort(Comparator.comparingLong(Arrival::timeNs));
        SlowDecoder twin = new SlowDecoder();
        for (Arrival arrival : arrivals) {
            if (arrival.isRepair) {
                lab.decoder.repair(arrival.octets, 0, arrival.octets.length);
                twin.repair(arrival.octets);
            } else {
                lab.source(arrival.octets);
                twin.source(arrival.octets);
            }
        }
        assertThat(lab.recovered.size()).isPositive().isEqualTo(twin.recovered.size());
        for (int i = 0; i < lab.recovered.size(); i++) {
            assertThat(lab.recovered.get(i)).isEqualTo(twin.recovered.get(i));
        }
        assertThat(sent.containsAll(lab.recovered)).isTrue();
        assertThat(lab.decoder.recoveredPackets()).isEqualTo(lab.recovered.size());
        assertThat(lab.decoder.refusedBlocks()).isZero();
    }

    private void send(FecLab lab) {
        long nowNs = 0;
        for (int i = 0; i < PACKETS; i++) {
            int path = random.nextInt(PATHS);
            Packets.Sent packet = packets.next(lab.encoder, nowNs, path);
            sent.add(FecLab.hex(packet.recovered()));
            carry(nowNs, path, false, packet.wire());
            for (byte[] repair : lab.repairs(nowNs)) {
                carry(nowNs, random.nextInt(PATHS), true, repair);
            }
            if (random.nextInt(50) == 0) {
                lab.encoder.shape(1 + random.nextInt(12), random.nextInt(5));
            }
            nowNs += random.nextLong(GAP_NS);
        }
    }

    /** 5, 25 and 45 ms with as much jitter again; 2, 10 and 18 % loss; one in fifty comes twice. */
    private void carry(long nowNs, int path, boolean isRepair, byte[] octets) {
        for (int copy = random.nextInt(50) == 0 ? 2 : 1; copy > 0; copy--) {
            if (random.nextInt(100) >= 2 + 8 * path) {
                long delayNs = (5 + 20 * path) * 1_000_000L;
                arrivals.add(new Arrival(nowNs + delayNs + random.nextLong(delayNs), isRepair, octets));
            }
        }
    }
}
