package org.multiwanbond.tunnel.tun;

import org.multiwanbond.api.tunnel.TunnelDeviceFactory;

/** The device as it is where the kernel grants no more than TCP. */
class TcpOnlyDeviceTest extends TunDeviceFactoryTest {
    @Override
    protected TunnelDeviceFactory factory() {
        return new TunDeviceFactory("Linux", Offload.TCP);
    }
}
