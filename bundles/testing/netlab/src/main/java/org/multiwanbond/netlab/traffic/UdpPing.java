package org.multiwanbond.netlab.traffic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import org.multiwanbond.netlab.system.Punctuality;

/** Measures round trips to a {@link UdpEcho}, one datagram every so often. */
public final class UdpPing {
    private static final String USAGE = "UdpPing --to ADDRESS:PORT --count N --intervalMs N --bytes UDP_PAYLOAD";

    /** Longest wait for the last answers. */
    private static final long LINGER_NS = 1_000_000_000L;

    private UdpPing() {}

    /** See the usage. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.read(arguments, USAGE);
        int count = options.number("--count", 50);
        long intervalNs = options.number("--intervalMs", 20) * 1_000_000L;
        ByteBuffer out =
                ByteBuffer.allocateDirect(Math.max(NumberedDatagram.HEADER_BYTES, options.number("--bytes", 64)));
        ByteBuffer in = ByteBuffer.allocateDirect(65_536);
        FlowTally tally = new FlowTally(0);
        Punctuality.ask();
        UdpErrors before = UdpErrors.read();
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(options.endpoint("--to"));
            channel.configureBlocking(false);
            long startNs = System.nanoTime();
            long endNs = startNs + count * intervalNs + LINGER_NS;
            int sent = 0;
            for (int got = 0; got < count && System.nanoTime() < endNs; ) {
                if (sent < count && System.nanoTime() >= startNs + sent * intervalNs) {
                    NumberedDatagram.write(out, sent++, 0, System.nanoTime());
                    channel.write(out.position(0));
                }
                while (channel.read(in.clear()) > 0) {
                    tally.count(in.flip(), System.nanoTime());
                    got++;
                }
                LockSupport.parkNanos(20_000);
            }
        }
        System.out.println(tally.json(UdpErrors.read().since(before)));
    }
}
