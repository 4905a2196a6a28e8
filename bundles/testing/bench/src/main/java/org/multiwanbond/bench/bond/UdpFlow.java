package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.BondLab;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.traffic.UdpReceiver;
import org.multiwanbond.netlab.traffic.UdpSender;

/** A flow of numbered datagrams under way through the tunnel. Confined to one thread. */
final class UdpFlow implements AutoCloseable {
    private static final int PORT = 5_202;

    /** The sender tells the end for 2 s; the receiver waits this long for it. */
    private static final int SPARE_SECONDS = 20;

    private final Background receiver;
    private final Background sender;
    private final Duration limit;

    private UdpFlow(Background receiver, Background sender, Duration limit) {
        this.receiver = receiver;
        this.sender = sender;
        this.limit = limit;
    }

    /**
     * Starts it.
     *
     * @param perSecond datagrams
     * @param payloadBytes of each
     */
    static UdpFlow start(BondLab lab, boolean down, double perSecond, int payloadBytes, int seconds)
            throws IOException {
        String to = (down ? BondLab.CLIENT_INSIDE : BondLab.SERVER_INSIDE) + ":" + PORT;
        List<String> receive = List.of("--listen", to, "--seconds", "" + (seconds + SPARE_SECONDS));
        String rate = String.format(Locale.ROOT, "%.3f", perSecond);
        List<String> send =
                List.of("--to", to, "--rate", rate, "--bytes", "" + payloadBytes, "--seconds", "" + seconds);
        Background receiver = Background.start(
                        down ? lab.clientHost() : lab.serverHost(), Command.java(UdpReceiver.class, receive))
                .ready();
        Background sender =
                Background.start(down ? lab.serverHost() : lab.clientHost(), Command.java(UdpSender.class, send));
        return new UdpFlow(receiver, sender, Duration.ofSeconds(seconds + SPARE_SECONDS + 10L));
    }

    /** Waits for its end; the receiver's account of it. */
    Json result() throws IOException {
        return receiver.result(limit);
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }
}
