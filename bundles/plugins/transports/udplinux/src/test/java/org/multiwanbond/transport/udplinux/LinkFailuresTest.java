package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.tck.TransportLinkContract;

class LinkFailuresTest extends TransportLinkContract {
    @Override
    protected TransportFactory factory() {
        return new UdpLinuxTransportFactory();
    }
}
