package org.multiwanbond.tunnel.tun;

import com.sun.jna.Native;
import java.nio.ByteBuffer;

/** A call of the C library only tests need. Thread-safe. */
final class Sockets {
    static {
        Native.register(Sockets.class, "c");
    }

    private Sockets() {}

    static native long sendto(int socket, ByteBuffer octets, long lengthBytes, int flags, ByteBuffer to, int toBytes);
}
