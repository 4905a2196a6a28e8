package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.transport.SocketListener;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.transport.TransportFactory;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.propertytypes.ServiceRanking;

/** Makes transports over UDP by Linux's own calls; {@link SystemCheck} enables it where those work. Thread-safe. */
@Component(enabled = false, property = TransportFactory.TRANSPORT + "=udp-linux")
@ServiceRanking(UdpLinuxTransportFactory.RANKING)
public final class UdpLinuxTransportFactory implements TransportFactory {
    /** Above the portable transport, which has none. */
    static final int RANKING = 100;

    private final Kernel kernel;
    private final Features features;

    public UdpLinuxTransportFactory() {
        boolean manyPerCall = LibcKernel.hasManyPerCall();
        kernel = new LibcKernel(manyPerCall);
        features = Features.of(kernel, manyPerCall);
        UdpLinuxLog.offered(features);
    }

    @Override
    public Transport create(SocketListener listener) {
        return new UdpLinuxTransport(kernel, features, listener, System::nanoTime);
    }

    @Override
    public boolean sharesPorts() {
        return features.sharing();
    }
}
