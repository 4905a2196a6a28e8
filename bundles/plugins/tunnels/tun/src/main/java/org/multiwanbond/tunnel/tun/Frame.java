package org.multiwanbond.tunnel.tun;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.multiwanbond.api.HotPath;

/**
 * Memory for one packet with a {@code virtio_net_hdr} before it, as it passes between us and the kernel. A device without
 * that header passes the packet alone. Numbers of the header are in the machine's order, those of the packet in network
 * order. Confined to one thread.
 */
@HotPath
public final class Frame {
    /** linux/virtio_net.h, struct virtio_net_hdr: flags, gso_type, hdr_len, gso_size, csum_start, csum_offset. */
    static final int HEADER_BYTES = 10;
    /** Where the packet begins. */
    static final int PACKET = HEADER_BYTES;
    /** GSO_LEGACY_MAX_SIZE, the longest segment the kernel makes unless told otherwise. */
    static final int LONGEST_PACKET_BYTES = 65_536;

    static final int NEEDS_CSUM = 1;
    static final int GSO_NONE = 0;
    static final int GSO_TCPV4 = 1;
    static final int GSO_TCPV6 = 4;
    static final int GSO_UDP_L4 = 5;
    private static final int GSO_ECN = 0x80;

    private static final int FLAGS = 0;
    private static final int GSO_TYPE = 1;
    private static final int HDR_LEN = 2;
    private static final int GSO_SIZE = 4;
    private static final int CSUM_START = 6;
    private static final int CSUM_OFFSET = 8;
    private static final boolean SWAPS = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private final ByteBuffer octets = ByteBuffer.allocateDirect(PACKET + LONGEST_PACKET_BYTES);
    private final long address = Libc.address(octets);

    /** Header and packet. */
    public ByteBuffer octets() {
        return octets;
    }

    /** Where {@link #octets} lies. */
    long address() {
        return address;
    }

    boolean needsChecksum() {
        return (octets.get(FLAGS) & NEEDS_CSUM) != 0;
    }

    /** One of the GSO numbers; that the congestion window was reduced shows in the TCP flags. */
    int gsoType() {
        return octets.get(GSO_TYPE) & 0xff & ~GSO_ECN;
    }

    int gsoSizeBytes() {
        return header(GSO_SIZE);
    }

    int checksumStart() {
        return header(CSUM_START);
    }

    int checksumOffset() {
        return header(CSUM_OFFSET);
    }

    /** Says that the packet is as it should be. */
    void plain() {
        octets.putLong(0, 0).putShort(CSUM_OFFSET, (short) 0);
    }

    /** Says that the packet is a large segment whose checksum is that of the pseudo-header. */
    void segmented(int gsoType, int gsoSizeBytes, int headerBytes, int checksumStart, int checksumOffset) {
        octets.put(FLAGS, (byte) NEEDS_CSUM).put(GSO_TYPE, (byte) gsoType);
        header(HDR_LEN, headerBytes);
        header(GSO_SIZE, gsoSizeBytes);
        header(CSUM_START, checksumStart);
        header(CSUM_OFFSET, checksumOffset);
    }

    /** An unsigned octet of the packet. */
    int u8(int at) {
        return octets.get(PACKET + at) & 0xff;
    }

    /** Two octets of the packet. */
    int u16(int at) {
        return octets.getShort(PACKET + at) & 0xffff;
    }

    private int header(int at) {
        short value = octets.getShort(at);
        return (SWAPS ? Short.reverseBytes(value) : value) & 0xffff;
    }

    private void header(int at, int value) {
        octets.putShort(at, SWAPS ? Short.reverseBytes((short) value) : (short) value);
    }
}
