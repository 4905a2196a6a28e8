package org.multiwanbond.bench.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.wire.Header;

/**
 * The one UDP socket of a client, without a thread of its own: a thousand of {@code transports/udp} in one process would
 * be a thousand loops, and it is the server that is measured. Confined to the thread that runs the client.
 */
final class ClientPort implements Transport {
    /** Datagrams per turn, so that a client at full speed lets others and its own clock go on. */
    private static final int PER_TURN = 64;

    /** Linux joins no more. */
    private static final int MOST_JOINED = 64;

    private static final int MOST_BYTES = 65_536;
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private final Selector selector;
    private final Object owner;
    private Optional<DatagramChannel> channel = Optional.empty();
    private Optional<Endpoint> server = Optional.empty();
    private int left = PER_TURN;

    /** A port whose socket is watched by this selector, with this attachment. */
    ClientPort(Selector selector, Object owner) {
        this.selector = selector;
        this.owner = owner;
    }

    /** Begins a turn of the client. */
    void beginTurn() {
        left = PER_TURN;
    }

    @Override
    public int open(SocketSettings settings) throws IOException {
        DatagramChannel opened = DatagramChannel.open();
        opened.bind(settings.local());
        opened.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        opened.configureBlocking(false);
        Joining.begin(opened);
        opened.register(selector, SelectionKey.OP_READ, owner);
        channel = Optional.of(opened);
        return 0;
    }

    @Override
    public InetSocketAddress localAddress(int socket) {
        try {
            return (InetSocketAddress) channel.orElseThrow().getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void shut(int socket) {
        close();
    }

    @Override
    public void send(int socket, Endpoint to, byte[] slab, int offset, int lengthBytes, int segmentBytes) {
        if (channel.isEmpty()) {
            return;
        }
        try {
            connect(to);
            for (int at = 0; at < lengthBytes; at += segmentBytes) {
                int bytes = Math.min(segmentBytes, lengthBytes - at);
                channel.get().write(ByteBuffer.wrap(slab, offset + at, bytes));
            }
        } catch (IOException e) {
            // As a datagram lost: the engine tries again.
        }
    }

    /** There is one server: a connected socket saves looking at addresses. */
    private void connect(Endpoint to) throws IOException {
        if (server.isEmpty()) {
            channel.get().connect(to.socketAddress());
            server = Optional.of(to);
        }
    }

    @Override
    public void flush() {
        // Each datagram left at once.
    }

    @Override
    public int receive(DatagramBatch into, long waitNs) {
        if (server.isEmpty()) {
            return 0;
        }
        PacketBatch packets = into.packets();
        try {
            while (left > 0
                    && packets.capacity() - packets.count() >= MOST_JOINED
                    && packets.freeBytes() >= MOST_BYTES) {
                int bytes =
                        channel.get().read(ByteBuffer.wrap(packets.slab(), packets.freeOffset(), packets.freeBytes()));
                if (bytes <= 0) {
                    break;
                }
                take(into, bytes);
            }
        } catch (IOException e) {
            // Nobody listens there now; the engine tries again.
        }
        return packets.count();
    }

    /** Takes in what was read: datagrams that may have been joined, each as long as its header says. */
    private void take(DatagramBatch into, int bytes) {
        PacketBatch packets = into.packets();
        Endpoint from = server.orElseThrow();
        int end = packets.freeOffset() + bytes;
        while (packets.freeOffset() < end && packets.count() < packets.capacity()) {
            int rest = end - packets.freeOffset();
            boolean whole = rest < Header.LENGTH_BYTES;
            int said = whole ? rest : Header.LENGTH_BYTES + Header.lengthBytes(packets.slab(), packets.freeOffset());
            packets.append(Math.min(rest, said));
            into.origin(0, from.high(), from.low(), from.port());
            left--;
        }
    }

    @Override
    public void wakeUp() {
        // Whoever runs the client comes again when something is due.
    }

    @Override
    public void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            // A socket that does not close ends with the process.
        }
        channel = Optional.empty();
        server = Optional.empty();
    }
}
