package org.multiwanbond.wire.handshake;

import java.util.Optional;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.TlvList;

/**
 * The encrypted payload of an HS_INIT. Thread-safe.
 *
 * @param timestamp greater than any sent before
 * @param mode {@link #NEW}, {@link #REKEY} or {@link #RESUME}
 * @param role {@link #CLIENT} or {@link #PEER}
 * @param sessionId the id the initiator wants to be addressed by, 1 to 65 535
 * @param epoch the epoch proposed, 0 to 2^32 − 1
 * @param lsid the session meant, {@link Lsid#NONE} if new
 * @param tlvs at most 92 octets
 */
public record InitMessage(Timestamp timestamp, int mode, int role, int sessionId, long epoch, Lsid lsid, TlvList tlvs) {

    public static final int NEW = 0;
    public static final int REKEY = 1;
    public static final int RESUME = 2;

    public static final int CLIENT = 0;
    public static final int PEER = 1;

    /** Octets of the payload. */
    static final int BYTES = 128;

    private static final int TLV_OFFSET = 36;

    public InitMessage {
        if (!isLegal(mode, role, sessionId, lsid) || epoch >>> 32 != 0 || tlvs.lengthBytes() > BYTES - TLV_OFFSET) {
            throw new IllegalArgumentException("no legal HS_INIT: mode " + mode + " role " + role + " session "
                    + sessionId + " epoch " + epoch + " TLV octets " + tlvs.lengthBytes());
        }
    }

    /** Reads the payload; empty if a field is illegal or a TLV must be understood and is not. */
    static Optional<InitMessage> read(byte[] payload) {
        int mode = BigEndian.u8(payload, 12);
        int role = BigEndian.u8(payload, 13);
        int sessionId = BigEndian.u16(payload, 14);
        long epoch = BigEndian.u32(payload, 16);
        Lsid lsid = Lsid.read(payload, 20);
        Optional<Timestamp> timestamp = Timestamp.read(payload, 0);
        Optional<TlvList> tlvs = TlvList.read(payload, TLV_OFFSET, BYTES - TLV_OFFSET);
        boolean legal = isLegal(mode, role, sessionId, lsid)
                && timestamp.isPresent()
                && tlvs.isPresent()
                && !tlvs.get().hasUnknownCritical();
        return legal
                ? Optional.of(new InitMessage(timestamp.get(), mode, role, sessionId, epoch, lsid, tlvs.get()))
                : Optional.empty();
    }

    byte[] write() {
        byte[] payload = new byte[BYTES];
        timestamp.write(payload, 0);
        BigEndian.put8(payload, 12, mode);
        BigEndian.put8(payload, 13, role);
        BigEndian.put16(payload, 14, sessionId);
        BigEndian.put32(payload, 16, (int) epoch);
        lsid.write(payload, 20);
        tlvs.write(payload, TLV_OFFSET);
        return payload;
    }

    private static boolean isLegal(int mode, int role, int sessionId, Lsid lsid) {
        return mode >= NEW
                && mode <= RESUME
                && role >= CLIENT
                && role <= PEER
                && sessionId >= 1
                && sessionId <= 0xffff
                && (mode != NEW || lsid.equals(Lsid.NONE));
    }
}
