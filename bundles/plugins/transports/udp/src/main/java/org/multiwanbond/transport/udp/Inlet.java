package org.multiwanbond.transport.udp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.util.function.LongSupplier;
import org.multiwanbond.api.transport.SocketListener;

/** The receiving end of one socket, and the place where its errors arrive. Confined to the event loop. */
final class Inlet extends ChannelInboundHandlerAdapter {
    /** A dead link fails for every datagram; the listener needs to know a few times a second. */
    private static final long QUIET_NS = 100_000_000;

    private final int socket;
    private final Inbox inbox;
    private final SocketListener listener;
    private final LongSupplier clockNs;
    private long toldNs;
    private boolean told;

    Inlet(int socket, Inbox inbox, SocketListener listener, LongSupplier clockNs) {
        this.socket = socket;
        this.inbox = inbox;
        this.listener = listener;
        this.clockNs = clockNs;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        inbox.put(socket, datagram.sender(), datagram.content());
        datagram.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        inbox.ring();
    }

    /** Nothing closes the socket: the link may work again at any time. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        int number = Errno.of(cause);
        if (!Errno.isHarmless(number)) {
            failed(number);
        }
    }

    /** Tells the listener, at most once in {@link #QUIET_NS}. */
    void failed(int number) {
        long nowNs = clockNs.getAsLong();
        if (!told || nowNs - toldNs >= QUIET_NS) {
            told = true;
            toldNs = nowNs;
            listener.sendFailed(socket, Errno.sendFailure(number));
        }
    }
}
