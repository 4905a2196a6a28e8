package org.multiwanbond.netlab.sim.tcp;

import java.net.Inet4Address;
import org.multiwanbond.netlab.sim.SimStack;

/** Addresses and ports of one direction of a connection. Thread-safe: immutable. */
record TcpRoute(Inet4Address source, Inet4Address target, int sourcePort, int targetPort) {
    static TcpRoute between(SimStack from, int sourcePort, SimStack to, int targetPort) {
        return new TcpRoute(from.address(), to.address(), sourcePort, targetPort);
    }
}
