package org.multiwanbond.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.tck.TransportContract;

class UdpTransportFactoryTest extends TransportContract {
    @Override
    protected TransportFactory factory() {
        return new UdpTransportFactory();
    }

    @Test
    void dropsAndCountsWhatNobodyTakesInTime() throws IOException {
        try (UdpTransport flooded = new UdpTransport(new EpollSockets(), (socket, cause) -> {}, System::nanoTime)) {
            InetSocketAddress any = new InetSocketAddress(LOOPBACK_4, 0);
            int socket = flooded.open(new SocketSettings("flood", any, Optional.empty(), 0));
            Endpoint itself = Endpoint.of(flooded.localAddress(socket));
            byte[] slab = new byte[60_000];
            while (flooded.droppedDatagrams() == 0) {
                flooded.send(socket, itself, slab, 0, slab.length, 1_200);
                flooded.flush();
            }
            DatagramBatch batch = new DatagramBatch(64, 128 * 1024);
            assertThat(flooded.receive(batch, 1_000_000_000)).isPositive();
        }
    }
}
