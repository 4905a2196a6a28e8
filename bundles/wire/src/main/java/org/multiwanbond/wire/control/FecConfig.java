package org.multiwanbond.wire.control;

import java.util.Optional;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.FecPayload;

/**
 * FEC_CONFIG: how the sender will protect some classes. Thread-safe.
 *
 * @param classMask bit n for traffic class n
 * @param scheme {@link FecPayload#REED_SOLOMON}, or 0 for none
 * @param sourceSymbols k, at most 64
 * @param repairSymbols r, at most 32
 * @param flushMs when an unfinished block is closed, up to 65 535
 */
public record FecConfig(int classMask, int scheme, int sourceSymbols, int repairSymbols, int flushMs)
        implements ReliableFrame {

    private static final int BODY_BYTES = 9;

    public FecConfig {
        FrameLimits.check("scheme", scheme, 0xff);
        FrameLimits.check("k", sourceSymbols, FecPayload.SOURCE_SYMBOLS);
        FrameLimits.check("r", repairSymbols, FecPayload.REPAIR_SYMBOLS);
        FrameLimits.check("flush time", flushMs, 0xffff);
    }

    static Optional<FecConfig> read(byte[] buf, int off, int len) {
        if (len != BODY_BYTES) {
            return Optional.empty();
        }
        int scheme = BigEndian.u8(buf, off + 4);
        int k = BigEndian.u8(buf, off + 5);
        int r = BigEndian.u8(buf, off + 6);
        return k > FecPayload.SOURCE_SYMBOLS || r > FecPayload.REPAIR_SYMBOLS
                ? Optional.empty()
                : Optional.of(new FecConfig(BigEndian.i32(buf, off), scheme, k, r, BigEndian.u16(buf, off + 7)));
    }

    @Override
    public int type() {
        return FrameType.FEC_CONFIG;
    }

    @Override
    public int bodyBytes() {
        return BODY_BYTES;
    }

    @Override
    public void writeBody(ControlWriter out) {
        out.put32(classMask);
        out.put8(scheme);
        out.put8(sourceSymbols);
        out.put8(repairSymbols);
        out.put16(flushMs);
    }
}
