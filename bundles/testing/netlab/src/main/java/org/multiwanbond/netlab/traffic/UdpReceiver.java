package org.multiwanbond.netlab.traffic;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.multiwanbond.netlab.system.Punctuality;

/** Receives numbered datagrams until the sender tells the end, and says what came of them. */
public final class UdpReceiver {
    private static final String USAGE = "UdpReceiver --listen ADDRESS:PORT --seconds AT_MOST --flow N";

    /** Asked for; the system may give less. */
    private static final int BUFFER_BYTES = 8 << 20;

    private UdpReceiver() {}

    /** See the usage. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.read(arguments, USAGE);
        long endNs = System.nanoTime() + options.number("--seconds", 60) * 1_000_000_000L;
        ByteBuffer datagram = ByteBuffer.allocateDirect(65_536);
        FlowTally tally = new FlowTally(options.number("--flow", 0));
        Punctuality.ask();
        UdpErrors before = UdpErrors.read();
        try (DatagramChannel channel = DatagramChannel.open();
                Selector selector = Selector.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.bind(options.endpoint("--listen"));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            System.out.println("ready");
            while (!tally.isEnded() && System.nanoTime() < endNs) {
                selector.select(200);
                selector.selectedKeys().clear();
                while (channel.receive(datagram.clear()) != null) {
                    tally.count(datagram.flip(), System.nanoTime());
                }
            }
        }
        System.out.println(tally.json(UdpErrors.read().since(before)));
    }
}
