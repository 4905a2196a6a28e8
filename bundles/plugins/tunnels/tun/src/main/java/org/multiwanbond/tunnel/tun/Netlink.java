package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;

/** A conversation with the kernel about links and addresses. Confined to one control thread. */
final class Netlink implements AutoCloseable {
    /** The kernel fills dumps into what the reader offers, up to 32 KiB at a time (netlink(7)). */
    private static final int BUFFER_BYTES = 32 << 10;

    private final int socket;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());

    Netlink() throws IOException {
        socket = Libc.socket(Linux.AF_NETLINK, Linux.SOCK_RAW_CLOEXEC, 0);
        if (socket < 0) {
            throw new SystemCallFailed("cannot open a netlink socket", Libc.errno());
        }
    }

    /** Sends a request and waits for its acknowledgement. */
    void request(NetlinkMessage message, String what) throws IOException {
        dump(message, what, (type, body) -> {});
    }

    /** Sends a request and hands each message of the answer, by type and body, to the reader. */
    void dump(NetlinkMessage message, String what, BiConsumer<Short, ByteBuffer> reader) throws IOException {
        ByteBuffer request = message.finished();
        long sent = Libc.send(socket, Libc.address(request), request.limit(), 0);
        Reference.reachabilityFence(request);
        if (sent < 0) {
            throw new SystemCallFailed(what, Libc.errno());
        }
        boolean more = true;
        while (more) {
            long received = Libc.recv(socket, Libc.address(answer), BUFFER_BYTES, 0);
            if (received >= 0) {
                more = read(answer.clear().limit((int) received), what, reader);
            } else if (Libc.errno() != Linux.EINTR) {
                throw new SystemCallFailed(what, Libc.errno());
            }
        }
    }

    /** Reads one buffer full of messages; answers whether more will come. */
    private static boolean read(ByteBuffer messages, String what, BiConsumer<Short, ByteBuffer> reader)
            throws IOException {
        while (messages.remaining() >= NetlinkMessage.headerBytes()) {
            int start = messages.position();
            int lengthBytes = messages.getInt(start);
            short type = messages.getShort(start + 4);
            ByteBuffer body = messages.slice(
                            start + NetlinkMessage.headerBytes(), lengthBytes - NetlinkMessage.headerBytes())
                    .order(ByteOrder.nativeOrder());
            if (type == Linux.NLMSG_DONE) {
                return false;
            }
            if (type == Linux.NLMSG_ERROR) {
                int number = -body.getInt(0);
                if (number != 0) {
                    throw new SystemCallFailed(what, number);
                }
                return false;
            }
            reader.accept(type, body);
            messages.position(Math.min(messages.limit(), start + (lengthBytes + 3 & ~3)));
        }
        return true;
    }

    @Override
    public void close() {
        Libc.close(socket);
    }
}
