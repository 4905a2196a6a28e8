package org.multiwanbond.wire.control;

import java.net.InetAddress;
import java.util.Optional;
import org.multiwanbond.wire.AddressTlv;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.Header;

/**
 * OBSERVED_ADDRESS: from where the peer's packets come on a path. Thread-safe.
 *
 * @param pathId 0 to 15
 * @param address as seen, IPv4 never in its mapped form
 * @param port 0 to 65 535
 */
public record ObservedAddress(int pathId, InetAddress address, int port) implements ReliableFrame {

    private static final int FIXED_BYTES = 4;

    public ObservedAddress {
        FrameLimits.check("path id", pathId, Header.PATHS - 1);
        FrameLimits.check("port", port, 0xffff);
    }

    static Optional<ObservedAddress> read(byte[] buf, int off, int len) {
        if (len < FIXED_BYTES || BigEndian.u8(buf, off) >= Header.PATHS) {
            return Optional.empty();
        }
        int octets = len - FIXED_BYTES;
        int port = BigEndian.u16(buf, off + len - 2);
        return AddressTlv.addressBytes(buf[off + 1]) != octets
                ? Optional.empty()
                : AddressTlv.address(buf, off + 2, octets)
                        .map(found -> new ObservedAddress(BigEndian.u8(buf, off), found, port));
    }

    @Override
    public int type() {
        return FrameType.OBSERVED_ADDRESS;
    }

    @Override
    public int bodyBytes() {
        return FIXED_BYTES + address.getAddress().length;
    }

    @Override
    public void writeBody(ControlWriter out) {
        out.put8(pathId);
        out.put8(AddressTlv.family(address));
        out.put(address.getAddress());
        out.put16(port);
    }
}
