package org.multiwanbond.transport.udp;

import io.netty.channel.epoll.Epoll;
import org.multiwanbond.api.transport.SocketListener;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.transport.TransportFactory;
import org.osgi.service.component.annotations.Component;

/** Makes transports over UDP: batched by epoll on Linux, by NIO elsewhere. Thread-safe. */
@Component(property = TransportFactory.TRANSPORT + "=udp")
public final class UdpTransportFactory implements TransportFactory {
    @Override
    public Transport create(SocketListener listener) {
        SocketKind kind = Epoll.isAvailable() ? new EpollSockets() : new NioSockets();
        return new UdpTransport(kind, listener, System::nanoTime);
    }
}
