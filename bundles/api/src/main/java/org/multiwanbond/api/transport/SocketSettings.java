package org.multiwanbond.api.transport;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A socket to open. Thread-safe: immutable.
 *
 * @param name for messages: the id of the link, or the listening address
 * @param local address and port to bind; port 0 takes any free one, the wildcard address any local one
 * @param device kernel name of the device it may use, empty for any
 * @param mark value set on its packets so that routing rules can tell them from the packets they carry; 0 for none
 * @param share which of several sockets of the same address and port it is
 */
public record SocketSettings(
        String name, InetSocketAddress local, Optional<String> device, int mark, SocketShare share) {
    /** The mark of all our tunnel packets: "MWB" in ASCII. */
    public static final int TUNNEL_MARK = 0x4d5742;

    /** A socket that shares its address and port with no other. */
    public SocketSettings(String name, InetSocketAddress local, Optional<String> device, int mark) {
        this(name, local, device, mark, SocketShare.WHOLE);
    }
}
