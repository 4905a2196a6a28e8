package org.multiwanbond.netlab.traffic;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.multiwanbond.netlab.system.Punctuality;

/** Sends every datagram back, until it is ended. */
public final class UdpEcho {
    private UdpEcho() {}

    /** {@code --listen ADDRESS:PORT}. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.read(arguments, "UdpEcho --listen ADDRESS:PORT");
        Punctuality.ask();
        ByteBuffer datagram = ByteBuffer.allocateDirect(65_536);
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(options.endpoint("--listen"));
            System.out.println("ready");
            while (true) {
                SocketAddress from = channel.receive(datagram.clear());
                channel.send(datagram.flip(), from);
            }
        }
    }
}
