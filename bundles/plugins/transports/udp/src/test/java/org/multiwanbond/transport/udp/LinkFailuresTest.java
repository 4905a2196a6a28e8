package org.multiwanbond.transport.udp;

import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.tck.TransportLinkContract;

class LinkFailuresTest extends TransportLinkContract {
    @Override
    protected TransportFactory factory() {
        return new UdpTransportFactory();
    }
}
