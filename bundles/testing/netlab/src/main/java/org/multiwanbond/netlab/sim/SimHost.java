package org.multiwanbond.netlab.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.transport.SocketListener;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.transport.TransportFactory;

/** A host of a simulated network, and the factory of its transports. Confined to the simulation's thread. */
public final class SimHost implements TransportFactory {
    /** First port given for "any": RFC 6335 §6. */
    private static final int FIRST_DYNAMIC_PORT = 49_152;

    private final Map<InetSocketAddress, SimTransport> bound = new HashMap<>();
    private final String name;
    private final SimNetwork network;
    private int nextPort = FIRST_DYNAMIC_PORT;

    SimHost(String name, SimNetwork network) {
        this.name = name;
        this.network = network;
    }

    /** The name given to it. */
    public String name() {
        return name;
    }

    /** An address of this host, to be connected. */
    public SimAddress at(String address) {
        return new SimAddress(this, Addresses.parse(address));
    }

    @Override
    public Transport create(SocketListener listener) {
        return new SimTransport(network, this, listener);
    }

    boolean bind(InetSocketAddress local, SimTransport transport) {
        return bound.putIfAbsent(local, transport) == null;
    }

    void unbind(InetSocketAddress local) {
        bound.remove(local);
    }

    int anyPort() {
        return nextPort++;
    }

    /** What the socket that gets datagrams to this address and port is bound to; the same if there is none. */
    InetSocketAddress boundAddress(InetAddress address, int port) {
        InetSocketAddress exact = new InetSocketAddress(address, port);
        if (bound.containsKey(exact)) {
            return exact;
        }
        // A wildcard socket is dual stack, as on Linux.
        return bound.keySet().stream()
                .filter(local -> local.getPort() == port && local.getAddress().isAnyLocalAddress())
                .findFirst()
                .orElse(exact);
    }

    @Override
    public String toString() {
        return name;
    }
}
