package org.multiwanbond.bench.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.packet.PacketBatch;

class BulkSinkTest {
    private final BulkSink sink = new BulkSink(5);
    private final BulkSource source = new BulkSource();

    private PacketBatch read() {
        PacketBatch batch = new PacketBatch(64, 128 * 1024);
        source.read(batch, 0);
        return batch;
    }

    private void deliver(PacketBatch batch, int index) {
        sink.write(batch.slab(), batch.offset(index), batch.lengthBytes(index));
    }

    @Test
    void acknowledgesWhatCameAndLetsTheSourceSendMore() {
        source.send(6, 1, 1 << 20);
        PacketBatch first = read();
        int toFive = 0;
        for (int i = 0; i < first.count(); i++) {
            if (target(first, i) == Ends.inner(5)) {
                deliver(first, i);
                toFive++;
            }
        }
        assertThat(toFive).isEqualTo(10);
        assertThat(read().count()).isZero();
        PacketBatch answers = new PacketBatch(8, 1_000);
        assertThat(sink.read(answers, 0)).isEqualTo(1);
        source.write(answers.slab(), answers.offset(0), answers.lengthBytes(0));
        assertThat(read().count()).isEqualTo(20);
        assertThat(sink.octets()).isEqualTo(10 * BulkPacket.DATA_BYTES);
    }

    @Test
    void leavesOutWhatIsLateOfAnEarlierMeasurement() {
        source.send(6, 1, 1 << 20);
        PacketBatch old = read();
        source.send(6, 1, 1 << 20);
        PacketBatch now = read();
        deliver(now, 0);
        deliver(old, 0);
        assertThat(sink.octets()).isEqualTo(BulkPacket.DATA_BYTES);
    }

    private static int target(PacketBatch batch, int index) {
        return ByteBuffer.wrap(batch.slab()).getInt(batch.offset(index) + 16);
    }
}
