package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.send.SenderLab.at;
import static org.multiwanbond.engine.send.SenderLab.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.engine.FakeTransport;
import org.multiwanbond.engine.keys.CountingSuite;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.Reassembly;

/** What the send side cuts, the receive side puts together. */
class FragmentsTest {
    /** Enough for two full packets at the rate a path has before anything is known of it. */
    private static final long GAP_NS = 20 * SenderLab.MS;

    private final byte[] whole = new byte[Reassembly.UNIT_LIMIT_BYTES];
    private final DataPayload unit = new DataPayload();
    private final Reassembly reassembly = new Reassembly();

    @ParameterizedTest
    @ValueSource(ints = {1_200, 1_232, 1_452})
    void giveBackPacketsOfAnyLength(int payloadBytes) {
        SenderLab lab = new SenderLab(true, new Random(2), new CountingSuite(Long.MAX_VALUE));
        lab.sender.addFirstPath(plan(0), at(0), lab.nowNs);
        lab.receives(0, 100, writer -> writer.mtuOk(1, payloadBytes));
        lab.sent();
        int largest = 0;
        for (int length = 20; length <= 1_500; length++) {
            byte[] packet = packet(length);
            PacketBatch batch = new PacketBatch(1, length);
            System.arraycopy(packet, 0, batch.slab(), 0, length);
            batch.append(length);
            lab.nowNs += GAP_NS;
            lab.sender.offer(batch, 0, 1, lab.nowNs);
            lab.tick();
            List<SenderLab.Packet> sent = data(lab);
            assertThat(together(sent)).isEqualTo(packet);
            largest = sent.stream().mapToInt(SenderLab.Packet::datagramBytes).reduce(largest, Math::max);
        }
        assertThat(largest).isEqualTo(payloadBytes);
    }

    /** The DATA packets of this turn; all packets are acknowledged. */
    private static List<SenderLab.Packet> data(SenderLab lab) {
        List<FakeTransport.Datagram> datagrams = List.copyOf(lab.transport.sent);
        List<SenderLab.Packet> packets = lab.sent();
        lab.transport.sent.addAll(datagrams);
        lab.acknowledgeAll();
        return packets.stream()
                .filter(packet -> packet.type() == PacketType.DATA)
                .toList();
    }

    private static byte[] packet(int length) {
        byte[] packet = new byte[length];
        new Random(length).nextBytes(packet);
        packet[0] = 0x45;
        return packet;
    }

    private byte[] together(List<SenderLab.Packet> sent) {
        for (SenderLab.Packet one : sent) {
            byte[] payload = one.payload();
            assertThat(unit.read(payload, 0, payload.length)).isEqualTo(DropReason.OK);
            if (!unit.has(DataPayload.FRAGMENT)) {
                return Arrays.copyOfRange(payload, unit.innerOffset(), payload.length);
            }
            int bytes = reassembly.offer(unit.dsn(), unit, payload, 0);
            if (bytes > 0) {
                reassembly.take(whole, 0);
                return Arrays.copyOf(whole, bytes);
            }
        }
        return new byte[0];
    }
}
