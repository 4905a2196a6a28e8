package org.multiwanbond.wire.control;

import org.multiwanbond.api.HotPath;

/** The frame types of a CONTROL packet. Thread-safe: it has no state. */
@HotPath
public final class FrameType {

    public static final int PADDING = 0x00;
    public static final int CTRL_ACK = 0x01;
    public static final int KEEPALIVE = 0x02;
    public static final int ACK = 0x03;
    public static final int PROBE = 0x04;
    public static final int PROBE_REPLY = 0x05;
    public static final int PATH_CHALLENGE = 0x06;
    public static final int PATH_RESPONSE = 0x07;
    public static final int MTU_PROBE = 0x08;
    public static final int MTU_OK = 0x09;
    public static final int QUALITY = 0x0a;
    public static final int PATH_ADD = 0x80;
    public static final int PATH_REMOVE = 0x81;
    public static final int PATH_STATUS = 0x82;
    public static final int FEC_CONFIG = 0x83;
    public static final int REKEY_REQUEST = 0x84;
    public static final int CLOSE = 0x85;
    public static final int CONFIG_PUSH = 0x86;
    public static final int OBSERVED_ADDRESS = 0x87;
    public static final int CANDIDATES = 0x88;
    public static final int MIGRATE = 0x89;
    public static final int CLASS_POLICY = 0x8a;

    private FrameType() {}

    /** Whether the frame carries a message id, is answered by CTRL_ACK and resent until then. */
    public static boolean isReliable(int type) {
        return type >= PATH_ADD;
    }

    /**
     * Whether this version has a meaning for the type. Of the others, those below {@code 80} are skipped and those from
     * {@code 80} up acknowledged and answered with CLOSE(unsupported). CANDIDATES has no body format yet.
     */
    public static boolean isKnown(int type) {
        return type >= PADDING && type <= QUALITY || type >= PATH_ADD && type <= CLASS_POLICY && type != CANDIDATES;
    }
}
