package org.multiwanbond.transport.udplinux;

/**
 * What the kernel can do for us. Thread-safe: immutable.
 *
 * @param segmentation cuts one message into many datagrams (UDP_SEGMENT, Linux 4.18)
 * @param coalescing joins datagrams that arrive together (UDP_GRO, Linux 5.0)
 * @param manyPerCall takes and gives many messages per call
 * @param sharing lets several sockets have one address (SO_REUSEPORT, Linux 3.9)
 */
record Features(boolean segmentation, boolean coalescing, boolean manyPerCall, boolean sharing) {

    /** Tries each on a socket of its own. */
    static Features of(Kernel kernel, boolean manyPerCall) {
        int socket = kernel.socket(Linux.AF_INET);
        if (socket < 0) {
            socket = kernel.socket(Linux.AF_INET6);
        }
        if (socket < 0) {
            return new Features(false, false, manyPerCall, false);
        }
        try {
            boolean segmentation = kernel.setOption(socket, Linux.SOL_UDP, Linux.UDP_SEGMENT, 0) >= 0;
            boolean coalescing = kernel.setOption(socket, Linux.SOL_UDP, Linux.UDP_GRO, 1) >= 0;
            boolean sharing = kernel.setOption(socket, Linux.SOL_SOCKET, Linux.SO_REUSEPORT, 1) >= 0;
            return new Features(segmentation, coalescing, manyPerCall, sharing);
        } finally {
            kernel.close(socket);
        }
    }
}
