package org.multiwanbond.wire;

import org.multiwanbond.api.HotPath;

/** The packet types of the header's low nibble and their length limits. Thread-safe: it has no state. */
@HotPath
public final class PacketType {

    public static final int DATA = 1;
    public static final int HS_INIT = 2;
    public static final int HS_RESP = 3;
    public static final int COOKIE_REPLY = 4;
    public static final int CONTROL = 5;
    public static final int FEC = 6;
    public static final int VERSION_LIST = 8;

    /** The largest UDP payload over IPv4: 65 535 − 20 − 8. */
    public static final int LENGTH_LIMIT_BYTES = 65_507;

    public static final int HS_INIT_BYTES = 272;
    public static final int HS_RESP_BYTES = 224;
    public static final int COOKIE_REPLY_BYTES = 64;

    private PacketType() {}

    /** Whether the packet belongs to an established session: DATA, CONTROL or FEC. */
    public static boolean isSession(int type) {
        return type == DATA || type == CONTROL || type == FEC;
    }

    /** Smallest UDP payload of a type; beyond {@link #LENGTH_LIMIT_BYTES} for a reserved type. */
    static int minimumBytes(int type) {
        switch (type) {
            case DATA:
                return 41;
            case HS_INIT:
                return HS_INIT_BYTES;
            case HS_RESP:
                return HS_RESP_BYTES;
            case COOKIE_REPLY:
                return COOKIE_REPLY_BYTES;
            case CONTROL:
                return 35;
            case FEC:
                return 52;
            case VERSION_LIST:
                return 17;
            default:
                return Integer.MAX_VALUE;
        }
    }

    /** Largest UDP payload of a type; 0 for a reserved type. */
    static int maximumBytes(int type) {
        switch (type) {
            case HS_INIT:
                return HS_INIT_BYTES;
            case HS_RESP:
                return HS_RESP_BYTES;
            case COOKIE_REPLY:
            case VERSION_LIST:
                return 64;
            case DATA:
            case CONTROL:
            case FEC:
                return LENGTH_LIMIT_BYTES;
            default:
                return 0;
        }
    }
}
