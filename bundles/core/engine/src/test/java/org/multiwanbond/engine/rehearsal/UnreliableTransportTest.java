package org.multiwanbond.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;

class UnreliableTransportTest {
    private static final int CALLS = 1_000;
    private static final int SEGMENT_BYTES = 100;
    private static final int TRAIN = 5;
    private static final int LAST_BYTES = 30;
    private static final int TRAIN_BYTES = (TRAIN - 1) * SEGMENT_BYTES + LAST_BYTES;

    private final Loopback network = new Loopback();

    private Transport open() throws Exception {
        Transport transport = network.create((socket, cause) -> {});
        transport.open(new SocketSettings("test", new InetSocketAddress("127.0.0.1", 0), Optional.empty(), 0));
        return transport;
    }

    @Test
    void losesOneOfFiftyTrainsLastDatagramsAndDeliversHalfOfTheseLate() throws Exception {
        Transport receiver = open();
        Transport sender = new UnreliableTransport(open());
        byte[] slab = new byte[TRAIN_BYTES];
        int whole = 0;
        int last = 0;
        int late = 0;
        DatagramBatch batch = new DatagramBatch(64, 64 * 1_024);
        for (int call = 1; call <= CALLS; call++) {
            sender.send(0, Endpoint.of(receiver.localAddress(0)), slab, 0, slab.length, SEGMENT_BYTES);
            sender.flush();
            batch.clear();
            receiver.receive(batch, 1);
            late += batch.packets().lengthBytes(0) == LAST_BYTES ? 1 : 0;
            for (int i = 0; i < batch.count(); i++) {
                whole += batch.packets().lengthBytes(i) == SEGMENT_BYTES ? 1 : 0;
                last += batch.packets().lengthBytes(i) == LAST_BYTES ? 1 : 0;
            }
        }
        assertThat(whole).isEqualTo(CALLS * (TRAIN - 1));
        assertThat(late).isEqualTo(CALLS / 100 - 1);
        assertThat(last).isEqualTo(CALLS - CALLS / 50 + late);
        sender.close();
        receiver.close();
    }
}
