package org.multiwanbond.bench.speed;

import java.util.ArrayList;
import java.util.List;

/**
 * A tunnel that can be measured. Thread-safe: immutable.
 *
 * @param name for people and namespaces: kebab-case
 * @param product whose
 * @param cables over how many cables
 * @param segmentation whether the cables take several UDP datagrams at once
 * @param lines further ones of our configuration of both ends
 */
record Kind(String name, Product product, int cables, boolean segmentation, List<String> lines) {
    /** The key of the inner MTU in our configuration. */
    private static final String MTU = "mtu=";

    static final Kind OURS = ours("ours", 1, MTU + 1_420, "ciphers=aes-256-gcm");
    static final Kind OURS_4 = ours("ours-4", 4, MTU + 1_420, "ciphers=aes-256-gcm");
    static final Kind OURS_CHACHA = ours("ours-chacha", 1, MTU + 1_420, "ciphers=chacha20-poly1305");

    /** FEC members are up to 12 octets longer; more than this would go in fragments. */
    static final Kind OURS_SHORT = ours("ours-1400", 1, MTU + 1_400, "ciphers=aes-256-gcm");

    static final Kind OURS_FEC = ours("ours-fec", 1, MTU + 1_400, "ciphers=aes-256-gcm", "fec=10+3");
    static final Kind WIREGUARD = new Kind("wireguard-go", Product.WIREGUARD, 1, true, List.of());
    static final Kind OPENVPN = new Kind("openvpn", Product.OPENVPN, 1, true, List.of());

    Kind {
        lines = List.copyOf(lines);
    }

    private static Kind ours(String name, int cables, String... lines) {
        return new Kind(name, Product.OURS, cables, true, List.of(lines));
    }

    /** The same over cables that take only one UDP datagram at a time. */
    Kind withoutSegmentation() {
        return new Kind(name + "-nouso", product, cables, false, lines);
    }

    /** The same under another name, which makes it another tunnel. */
    Kind named(String other) {
        return new Kind(other, product, cables, segmentation, new ArrayList<>(lines));
    }

    @Override
    public String toString() {
        return name;
    }

    /** Whose tunnel it is. */
    enum Product {
        OURS,
        WIREGUARD,
        OPENVPN
    }
}
