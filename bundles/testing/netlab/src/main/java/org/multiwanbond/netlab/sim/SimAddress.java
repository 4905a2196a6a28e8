package org.multiwanbond.netlab.sim;

import java.net.InetAddress;

/**
 * An address of a host. Thread-safe: immutable.
 *
 * @param host whose address it is
 * @param address the address itself
 */
public record SimAddress(SimHost host, InetAddress address) {}
