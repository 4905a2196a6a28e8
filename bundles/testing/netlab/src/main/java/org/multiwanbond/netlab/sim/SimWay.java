package org.multiwanbond.netlab.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.netlab.link.Framing;
import org.multiwanbond.netlab.link.LinkModel;
import org.multiwanbond.netlab.link.LinkSettings;

/**
 * One direction of a simulated link. Each datagram travels behind a label that says where it comes from and goes to.
 * Confined to the simulation's thread.
 */
final class SimWay {
    /** Source address, source port, target port. */
    static final int LABEL_BYTES = 16 + 2 + 2;

    /** Longest UDP payload (RFC 768 over IPv4). */
    private static final int LONGEST_BYTES = 65_507;

    private final ByteBuffer scratch = ByteBuffer.allocate(LABEL_BYTES + LONGEST_BYTES);
    private final Set<InetAddress> everShown = new HashSet<>();
    private final LinkModel model;
    private final SimAddress from;
    private final SimAddress to;
    private Optional<InetSocketAddress> shownSource = Optional.empty();
    private Optional<InetSocketAddress> shownTarget = Optional.empty();
    private Optional<SimWay> opposite = Optional.empty();
    private int lastSourcePort;

    SimWay(SimAddress from, SimAddress to, LinkSettings settings, Framing framing, long seed) {
        this.model = new LinkModel(settings, framing, seed);
        this.from = from;
        this.to = to;
    }

    LinkModel model() {
        return model;
    }

    long nextDueNs() {
        return model.nextDueNs();
    }

    boolean leads(SimHost host, InetAddress local, InetAddress remote) {
        boolean here = from.host() == host && (local.isAnyLocalAddress() || local.equals(from.address()));
        return here && (remote.equals(to.address()) || everShown.contains(remote));
    }

    boolean endsAt(SimHost host) {
        return to.host() == host;
    }

    void translateSource(InetSocketAddress outside) {
        shownSource = Optional.of(outside);
    }

    void translateTarget(InetSocketAddress outside, SimWay sender) {
        shownTarget = Optional.of(outside);
        everShown.add(outside.getAddress());
        opposite = Optional.of(sender);
    }

    void offer(byte[] slab, int offset, int lengthBytes, Endpoint target, SimPort source) {
        if (shownTarget.isPresent() && !shownTarget.get().equals(target.socketAddress())) {
            return;
        }
        lastSourcePort = source.port();
        InetAddress sourceAddress =
                shownSource.map(InetSocketAddress::getAddress).orElse(from.address());
        int sourcePort = shownSource.map(InetSocketAddress::getPort).orElse(source.port());
        int targetPort = opposite.map(way -> way.lastSourcePort).orElse(target.port());
        scratch.clear()
                .putLong(Addresses.high(sourceAddress))
                .putLong(Addresses.low(sourceAddress))
                .putShort((short) sourcePort)
                .putShort((short) targetPort)
                .put(slab, offset, lengthBytes)
                .flip();
        model.offer(scratch, source.nowNs());
    }

    /** Octets of the datagram that is due next. */
    int nextLengthBytes() {
        return model.nextLengthBytes() - LABEL_BYTES;
    }

    /** Takes the due datagram; the buffer's position is then at its first octet, behind the label. */
    ByteBuffer take(long nowNs) {
        scratch.clear();
        model.poll(scratch, nowNs);
        return scratch.flip().position(LABEL_BYTES);
    }

    InetAddress target() {
        return to.address();
    }

    static long sourceHigh(ByteBuffer taken) {
        return taken.getLong(0);
    }

    static long sourceLow(ByteBuffer taken) {
        return taken.getLong(8);
    }

    static int sourcePort(ByteBuffer taken) {
        return taken.getShort(16) & 0xffff;
    }

    static int targetPort(ByteBuffer taken) {
        return taken.getShort(18) & 0xffff;
    }

    /** Who sends, and when. */
    record SimPort(int port, long nowNs) {}
}
