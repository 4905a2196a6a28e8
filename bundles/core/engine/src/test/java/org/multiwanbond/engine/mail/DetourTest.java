package org.multiwanbond.engine.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.transport.DatagramBatch;

class DetourTest {
    private final AtomicInteger woken = new AtomicInteger();
    private final Bell bell = new Bell(woken::incrementAndGet);
    private final Detour detour = new Detour(bell);
    private final Detour.Outlet outlet = new Detour.Outlet(detour);

    @Test
    void bringsDatagramsWithTheirOrigins() {
        DatagramBatch from = new DatagramBatch(2, 70_000);
        from.packets().slab()[1] = 7;
        from.packets().append(3);
        from.origin(4, 5, 6, 7);
        bell.lieDown();
        assertThat(outlet.put(from, 0)).isTrue();
        assertThat(detour.isEmpty()).isTrue();
        outlet.flush();
        assertThat(woken).hasValue(1);
        DatagramBatch into = new DatagramBatch(64, 128 * 1024);
        assertThat(detour.take(into)).isEqualTo(1);
        assertThat(into.packets().slab()[1]).isEqualTo((byte) 7);
        assertThat(into.packets().lengthBytes(0)).isEqualTo(3);
        assertThat(into.socket(0)).isEqualTo(4);
        assertThat(into.addressHigh(0)).isEqualTo(5);
        assertThat(into.addressLow(0)).isEqualTo(6);
        assertThat(into.port(0)).isEqualTo(7);
        assertThat(detour.isEmpty()).isTrue();
    }

    @Test
    void takesNoMoreThanItsReaderCanHold() {
        byte[] packet = new byte[1_400];
        int taken = 0;
        while (outlet.put(packet, 0, packet.length)) {
            taken++;
        }
        outlet.flush();
        assertThat(taken).isEqualTo(128 * (64 * 1_024 / packet.length));
        PacketBatch into = new PacketBatch(64, 128 * 1024);
        assertThat(detour.take(into)).isEqualTo(64 * 1_024 / packet.length);
        assertThat(outlet.put(packet, 0, packet.length)).isTrue();
    }

    @Test
    void fillsTheLastBatchesWhereNoneIsEmpty() {
        byte[] packet = new byte[200];
        Detour.Outlet another = new Detour.Outlet(detour);
        for (int turn = 0; turn < 1_000; turn++) {
            packet[0] = (byte) turn;
            packet[1] = (byte) (turn >> 8);
            assertThat(outlet.put(packet, 0, packet.length)).as("turn %d", turn).isEqualTo(turn < 128 + 63);
            outlet.flush();
        }
        assertThat(another.put(packet, 0, packet.length)).isFalse();
        PacketBatch into = new PacketBatch(64, 128 * 1024);
        for (int turn = 0; turn < 128 + 63; into.clear()) {
            assertThat(detour.take(into)).isEqualTo(turn == 127 ? 64 : 1);
            for (int i = 0; i < into.count(); i++, turn++) {
                int number = into.slab()[into.offset(i)] & 0xff | into.slab()[into.offset(i) + 1] << 8;
                assertThat(number).isEqualTo(turn);
            }
        }
        assertThat(detour.isEmpty()).isTrue();
    }

    @Test
    void takesNoBatchBackThatIsAnothersByNow() {
        byte[] packet = {1};
        Detour.Outlet another = new Detour.Outlet(detour);
        assertThat(outlet.put(packet, 0, 1)).isTrue();
        outlet.flush();
        PacketBatch into = new PacketBatch(64, 128 * 1024);
        assertThat(detour.take(into)).isEqualTo(1);
        for (int turn = 0; turn < 128; turn++) {
            assertThat(another.put(packet, 0, 1)).isTrue();
            another.flush();
        }
        assertThat(outlet.put(packet, 0, 1)).isFalse();
        for (int turn = 0; turn < 128; turn++) {
            into.clear();
            assertThat(detour.take(into)).isEqualTo(1);
        }
        assertThat(detour.isEmpty()).isTrue();
    }
}
