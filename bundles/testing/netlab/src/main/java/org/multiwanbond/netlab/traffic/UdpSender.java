package org.multiwanbond.netlab.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import org.multiwanbond.netlab.system.Punctuality;

/** Sends numbered datagrams at a steady rate, then tells the receiver how many there were. */
public final class UdpSender {
    private static final String USAGE =
            "UdpSender --to ADDRESS:PORT --rate PER_SECOND --bytes UDP_PAYLOAD --seconds N --flow N";

    /** Sent at the end, a tenth of a second apart, so that one arrives also over a bad link. */
    private static final int ENDINGS = 20;

    private UdpSender() {}

    /** See the usage. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.read(arguments, USAGE);
        InetSocketAddress to = options.endpoint("--to");
        double perSecond = options.decimal("--rate", 100);
        int total = (int) (perSecond * options.decimal("--seconds", 5));
        ByteBuffer datagram =
                ByteBuffer.allocateDirect(Math.max(NumberedDatagram.HEADER_BYTES, options.number("--bytes", 172)));
        NumberedDatagram.join(datagram, options.number("--flow", 0));
        Punctuality.ask();
        int refused = 0;
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(to);
            long startNs = System.nanoTime();
            for (int number = 0; number < total; number++) {
                waitUntil(startNs + (long) (number * 1e9 / perSecond));
                NumberedDatagram.write(datagram, number, 0, System.nanoTime());
                refused += send(channel, datagram) ? 0 : 1;
            }
            for (int i = 0; i < ENDINGS; i++) {
                waitUntil(System.nanoTime() + 100_000_000);
                datagram.limit(NumberedDatagram.HEADER_BYTES);
                NumberedDatagram.write(datagram, total, total, System.nanoTime());
                send(channel, datagram);
            }
        }
        System.out.println("{\"sent\":" + total + ",\"refused\":" + refused + "}");
    }

    private static boolean send(DatagramChannel channel, ByteBuffer datagram) {
        try {
            datagram.position(0);
            return channel.write(datagram) > 0;
        } catch (IOException e) {
            // No route for the moment, port unreachable: the receiver counts what is missing.
            return false;
        }
    }

    private static void waitUntil(long instantNs) {
        for (long leftNs = instantNs - System.nanoTime(); leftNs > 0; leftNs = instantNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
