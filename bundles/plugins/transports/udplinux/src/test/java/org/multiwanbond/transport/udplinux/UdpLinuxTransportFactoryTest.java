package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.tck.TransportContract;

class UdpLinuxTransportFactoryTest extends TransportContract {
    @Override
    protected TransportFactory factory() {
        return new UdpLinuxTransportFactory();
    }
}
