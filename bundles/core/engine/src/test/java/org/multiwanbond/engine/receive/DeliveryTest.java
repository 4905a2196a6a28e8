package org.multiwanbond.engine.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.FakeTunnel;
import org.multiwanbond.engine.PrefixSet;
import org.multiwanbond.engine.fec.CodecCache;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.DropReason;

class DeliveryTest {
    private final Drops drops = new Drops();
    private final FakeTunnel tunnel = new FakeTunnel();
    private final Delivery delivery = new Delivery(
            new InnerFilter(drops, tunnel, PrefixSet.ANY, new PrefixSet(List.of())), new CodecCache(), drops);
    private final DataPayload unit = new DataPayload();
    private final byte[] payload = new byte[100];

    private int half(int dsn, int index) {
        unit.begin(dsn, DataPayload.ORDERED, 0, 0).flowLink(0).fragment(index, 2);
        int inner = unit.write(payload, 0);
        for (int i = 0; i < 14; i++) {
            payload[inner + i] = 0;
        }
        if (index == 0) {
            payload[inner] = 0x45;
            payload[inner + 3] = 28;
        }
        return delivery.accept(payload, 0, inner + 14, 0);
    }

    @Test
    void putsFragmentsTogether() {
        half(0, 1);
        assertThat(tunnel.packets).isZero();
        half(0, 0);
        assertThat(tunnel.packets).isEqualTo(1);
    }

    @Test
    void goesOnAfterItGaveItsMemoryBack() {
        whole(0, 0, 0);
        whole(1, 1, 0);
        delivery.tick(3_600_000_000_000L);
        assertThat(whole(1, 1, 3_600_000_000_000L)).isEqualTo(DropReason.OK);
        assertThat(tunnel.packets).isEqualTo(2);
        whole(2, 1, 3_600_000_000_000L);
        whole(3, 1, 3_600_000_000_000L);
        assertThat(tunnel.packets).isEqualTo(4);
    }

    private int whole(int dsn, int link) {
        return whole(dsn, link, 0);
    }

    private int whole(int dsn, int link, long nowNs) {
        unit.begin(dsn, DataPayload.ORDERED, 0, 0).flowLink(link);
        int inner = unit.write(payload, 0);
        payload[inner] = 0x45;
        payload[inner + 3] = 20;
        payload[inner + 9] = 6;
        return delivery.accept(payload, 0, inner + 20, nowNs);
    }

    @Test
    void deliversALateUnitAndCountsIt() {
        whole(1, 1);
        assertThat(tunnel.packets).isZero();
        delivery.tick(delivery.holdNs());
        assertThat(tunnel.packets).isEqualTo(1);
        assertThat(whole(0, 0)).isEqualTo(DropReason.OK);
        assertThat(tunnel.packets).isEqualTo(2);
        assertThat(whole(0, 0)).isEqualTo(DropReason.OK);
        assertThat(tunnel.packets).isEqualTo(2);
        assertThat(drops.get(Drops.LATE)).isEqualTo(1);
        assertThat(drops.get(Drops.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void waitsAsLongAsUnitsWereLate() {
        whole(1, 1, 1_000_000);
        whole(0, 0, 201_000_000);
        delivery.hold(50_000_000, 200_000_001);
        // 201 ms in buckets of 1 ms, by protocol §6.
        assertThat(delivery.holdNs()).isEqualTo(201_000_000L * 5 / 4 + 5_000_000);
        delivery.hold(350_000_000, 200_000_002);
        assertThat(delivery.holdNs()).isEqualTo(350_000_000);
        delivery.hold(50_000_000, 60_000_000_000L);
        assertThat(delivery.holdNs()).isEqualTo(50_000_000);
    }

    @Test
    void keepsNoRoomForFragmentsOfWhatWasDelivered() {
        for (int dsn = 0; dsn < 100; dsn++) {
            half(dsn, 0);
            half(dsn, 1);
            assertThat(half(dsn, 0)).isEqualTo(DropReason.OK);
        }
        assertThat(half(100, 0)).isEqualTo(DropReason.OK);
        assertThat(half(100, 1)).isEqualTo(DropReason.OK);
        assertThat(tunnel.packets).isEqualTo(101);
        assertThat(drops.get(Drops.DUPLICATE)).isEqualTo(100);
    }
}
