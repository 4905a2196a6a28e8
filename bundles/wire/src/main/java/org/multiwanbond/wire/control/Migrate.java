package org.multiwanbond.wire.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.wire.AddressTlv;
import org.multiwanbond.wire.BigEndian;

/**
 * MIGRATE: the session should move to other servers. Thread-safe.
 *
 * <p>Each address is family(1: 4 or 6), address(4 or 16), port(2), as in OBSERVED_ADDRESS.
 *
 * @param notBeforeMs delay from now, up to 2^32 − 1
 * @param servers addresses to try, in order, at least one
 */
public record Migrate(long notBeforeMs, List<InetSocketAddress> servers) implements ReliableFrame {

    public Migrate {
        FrameLimits.check("delay", notBeforeMs, 0xffff_ffffL);
        servers = List.copyOf(servers);
    }

    static Optional<Migrate> read(byte[] buf, int off, int len) {
        if (len < 4) {
            return Optional.empty();
        }
        List<InetSocketAddress> found = new ArrayList<>();
        int end = off + len;
        int at = off + 4;
        while (at < end) {
            int octets = AddressTlv.addressBytes(buf[at]);
            if (octets < 0 || at + 3 + octets > end) {
                return Optional.empty();
            }
            Optional<InetAddress> address = AddressTlv.address(buf, at + 1, octets);
            if (address.isEmpty()) {
                return Optional.empty();
            }
            found.add(new InetSocketAddress(address.get(), BigEndian.u16(buf, at + 1 + octets)));
            at += 3 + octets;
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new Migrate(BigEndian.u32(buf, off), found));
    }

    @Override
    public int type() {
        return FrameType.MIGRATE;
    }

    @Override
    public int bodyBytes() {
        return 4 + servers.stream().mapToInt(Migrate::addressBytes).sum();
    }

    @Override
    public void writeBody(ControlWriter out) {
        out.put32((int) notBeforeMs);
        for (InetSocketAddress server : servers) {
            out.put8(AddressTlv.family(server.getAddress()));
            out.put(server.getAddress().getAddress());
            out.put16(server.getPort());
        }
    }

    private static int addressBytes(InetSocketAddress server) {
        return 3 + server.getAddress().getAddress().length;
    }
}
