package org.multiwanbond.transport.udp;

import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.tck.TransportContract;

class NioSocketsTest extends TransportContract {
    @Override
    protected TransportFactory factory() {
        return listener -> new UdpTransport(new NioSockets(), listener, System::nanoTime);
    }

    @Override
    protected boolean separatesFamilies() {
        return false;
    }
}
