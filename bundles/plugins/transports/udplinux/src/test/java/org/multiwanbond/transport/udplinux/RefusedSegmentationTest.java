package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.tck.TransportContract;

/** The contract holds over a device that refuses segmented messages. */
class RefusedSegmentationTest extends TransportContract {
    @Override
    protected TransportFactory factory() {
        Kernel kernel = new PlantedKernel() {
            @Override
            int refusal(MessageTable messages, int from) {
                return messages.cutBytes(from) == MessageTable.WHOLE ? NOTHING : -Linux.EIO;
            }
        };
        return listener ->
                new UdpLinuxTransport(kernel, new Features(true, true, true, true), listener, System::nanoTime);
    }
}
