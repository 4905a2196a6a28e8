package org.multiwanbond.wire.handshake;

import java.util.Optional;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.TlvList;

/**
 * The encrypted payload of an HS_RESP. Thread-safe.
 *
 * @param suite the cipher suite chosen, 1 to 255, or 0 when the status refuses
 * @param status {@link #OK}, {@link #RESUMED} or why not
 * @param sessionId the id the responder wants to be addressed by, 1 to 65 535, or 0 when the status refuses
 * @param epoch the epoch of the new keys, 0 to 2^32 − 1
 * @param lsid the session's name across reconnects
 * @param tlvs at most 104 octets
 */
public record RespMessage(int suite, int status, int sessionId, long epoch, Lsid lsid, TlvList tlvs) {

    public static final int OK = 0;
    public static final int RESUMED = 1;
    public static final int NO_COMMON_SUITE = 2;
    public static final int NOT_PERMITTED = 3;
    public static final int TRY_OTHER_NODE = 4;

    /** Octets of the payload. */
    static final int BYTES = 128;

    private static final int TLV_OFFSET = 24;

    public RespMessage {
        if (!isLegal(suite, status, sessionId) || epoch >>> 32 != 0 || tlvs.lengthBytes() > BYTES - TLV_OFFSET) {
            throw new IllegalArgumentException("no legal HS_RESP: suite " + suite + " status " + status + " session "
                    + sessionId + " epoch " + epoch + " TLV octets " + tlvs.lengthBytes());
        }
    }

    /** An answer that installs no keys, for a status of 2 or more. */
    public static RespMessage refusal(int status) {
        return new RespMessage(0, status, 0, 0, Lsid.NONE, TlvList.EMPTY);
    }

    /** Whether keys follow from the handshake: §2 "With status ≥ 2 no keys are installed." */
    public boolean installsKeys() {
        return status <= RESUMED;
    }

    /** Reads the payload; empty if a field is illegal or a TLV must be understood and is not. */
    static Optional<RespMessage> read(byte[] payload) {
        int suite = BigEndian.u8(payload, 0);
        int status = BigEndian.u8(payload, 1);
        int sessionId = BigEndian.u16(payload, 2);
        Optional<TlvList> tlvs = TlvList.read(payload, TLV_OFFSET, BYTES - TLV_OFFSET);
        boolean legal = isLegal(suite, status, sessionId)
                && tlvs.isPresent()
                && !tlvs.get().hasUnknownCritical();
        return legal
                ? Optional.of(new RespMessage(
                        suite, status, sessionId, BigEndian.u32(payload, 4), Lsid.read(payload, 8), tlvs.get()))
                : Optional.empty();
    }

    byte[] write() {
        byte[] payload = new byte[BYTES];
        BigEndian.put8(payload, 0, suite);
        BigEndian.put8(payload, 1, status);
        BigEndian.put16(payload, 2, sessionId);
        BigEndian.put32(payload, 4, (int) epoch);
        lsid.write(payload, 8);
        tlvs.write(payload, TLV_OFFSET);
        return payload;
    }

    private static boolean isLegal(int suite, int status, int sessionId) {
        boolean inRange = suite >= 0 && suite <= 0xff && sessionId >= 0 && sessionId <= 0xffff;
        boolean complete = suite != 0 && sessionId != 0;
        return inRange && status >= OK && status <= TRY_OTHER_NODE && (complete || status > RESUMED);
    }
}
