package org.multiwanbond.wire;

/** The TLV types of handshake payloads and CONFIG_PUSH. Thread-safe: it has no state. */
public final class TlvType {

    public static final int SUITES = 0x01;
    public static final int MAX_PATHS = 0x02;
    public static final int FEC_SCHEMES = 0x03;
    public static final int INNER_MTU = 0x04;
    public static final int FEATURES = 0x05;
    public static final int PROTOCOL_VERSIONS = 0x06;
    public static final int MAX_REORDER_MS = 0x07;
    public static final int NODE_ID = 0x08;
    public static final int PRODUCT_VERSION = 0x09;
    public static final int INNER_IPV4 = 0x20;
    public static final int INNER_IPV6 = 0x21;
    public static final int SERVER_ADDRESSES = 0x22;
    public static final int ROUTE = 0x30;
    public static final int DNS_SERVER = 0x31;
    public static final int SEARCH_DOMAIN = 0x32;

    /** An unknown type from here on refuses the handshake; below it is ignored. */
    public static final int CRITICAL = 0x80;

    private TlvType() {}
}
