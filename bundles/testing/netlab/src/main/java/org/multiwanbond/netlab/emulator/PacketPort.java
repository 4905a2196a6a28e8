package org.multiwanbond.netlab.emulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.multiwanbond.netlab.system.Libc;

/** A network interface opened for whole frames, in both directions. Confined to one thread. */
final class PacketPort implements AutoCloseable {
    /** linux/if_packet.h and linux/if_ether.h. */
    private static final int PACKET_ADD_MEMBERSHIP = 1;

    private static final int PACKET_MR_PROMISCUOUS = 1;
    private static final int PACKET_QDISC_BYPASS = 20;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final short ETH_P_ALL = 3;

    /** asm-generic/socket.h: send buffer beyond the system's limit, for bursts of a whole batch. */
    private static final int SOL_SOCKET = 1;

    private static final int SO_SNDBUFFORCE = 32;
    private static final int SEND_BUFFER_BYTES = 8 << 20;

    private final String device;
    private final int fd;
    private final FrameRing ring;
    private final FrameSender sender;

    PacketPort(String device) throws IOException {
        this.device = device;
        int index = Libc.if_nametoindex(device);
        if (index == 0) {
            throw new IOException("There is no device " + device + " in this network namespace.");
        }
        fd = Libc.socket(Libc.AF_PACKET, Libc.SOCK_RAW, 0);
        if (fd < 0) {
            throw new IOException("No packet socket for " + device + ": " + Libc.error() + ".");
        }
        FrameRing.setOption(fd, PACKET_IGNORE_OUTGOING, FrameRing.ints(1));
        FrameRing.setOption(fd, PACKET_QDISC_BYPASS, FrameRing.ints(1));
        // The limit is only lifted where that is allowed; the default holds a batch of usual frames.
        byte[] sendBuffer = FrameRing.ints(SEND_BUFFER_BYTES);
        Libc.setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, sendBuffer, sendBuffer.length);
        ring = new FrameRing(fd);
        sender = new FrameSender(fd);
        FrameRing.setOption(fd, PACKET_ADD_MEMBERSHIP, FrameRing.ints(index, PACKET_MR_PROMISCUOUS, 0, 0));
        byte[] address = socketAddress(index);
        if (Libc.bind(fd, address, address.length) < 0) {
            throw new IOException("Cannot bind to " + device + ": " + Libc.error() + ".");
        }
    }

    /** struct sockaddr_ll: family, protocol in network order, interface, and 12 octets not needed here. */
    private static byte[] socketAddress(int index) {
        ByteBuffer address = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
        address.putShort((short) Libc.AF_PACKET);
        address.order(ByteOrder.BIG_ENDIAN).putShort(ETH_P_ALL);
        address.order(ByteOrder.nativeOrder()).putInt(index);
        return address.array();
    }

    String device() {
        return device;
    }

    int fd() {
        return fd;
    }

    FrameRing ring() {
        return ring;
    }

    FrameSender sender() {
        return sender;
    }

    @Override
    public void close() {
        ring.close();
        Libc.close(fd);
    }
}
