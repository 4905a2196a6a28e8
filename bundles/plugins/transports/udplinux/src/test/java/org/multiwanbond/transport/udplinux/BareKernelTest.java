package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.tck.TransportContract;

/** The contract holds on a kernel that neither segments nor coalesces nor takes many messages per call. */
class BareKernelTest extends TransportContract {
    @Override
    protected TransportFactory factory() {
        Features none = new Features(false, false, false, false);
        return listener -> new UdpLinuxTransport(new LibcKernel(false), none, listener, System::nanoTime);
    }
}
