package org.multiwanbond.netlab.link;

/**
 * How the octets given to a model relate to the IP packet that the link counts.
 *
 * @param hiddenBytes leading octets that are not part of the IP packet: not counted, never corrupted
 * @param addedBytes octets of the IP packet that are not given to the model, such as headers below a socket
 */
public record Framing(int hiddenBytes, int addedBytes) {
    /** The octets are an IP packet. */
    public static final Framing IP = new Framing(0, 0);

    /** The octets are an Ethernet frame without its check sequence: 14 octets of header (IEEE 802.3). */
    public static final Framing ETHERNET = new Framing(14, 0);

    /** The octets are the payload of UDP over IPv4: 20 octets (RFC 791) and 8 octets (RFC 768) are missing. */
    public static final Framing UDP_IPV4 = new Framing(0, 28);

    /** The octets are the payload of UDP over IPv6: 40 octets (RFC 8200) and 8 octets (RFC 768) are missing. */
    public static final Framing UDP_IPV6 = new Framing(0, 48);

    /** Length of the IP packet of which {@code lengthBytes} octets are given. */
    public int packetBytes(int lengthBytes) {
        return lengthBytes - hiddenBytes + addedBytes;
    }
}
