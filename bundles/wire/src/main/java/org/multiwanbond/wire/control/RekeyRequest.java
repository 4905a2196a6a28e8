package org.multiwanbond.wire.control;

import java.util.Optional;
import org.multiwanbond.wire.BigEndian;

/**
 * REKEY_REQUEST: the responder asks the initiator for new keys. Thread-safe.
 *
 * @param reason 0 to 255; the protocol names none yet
 */
public record RekeyRequest(int reason) implements ReliableFrame {

    public RekeyRequest {
        FrameLimits.check("reason", reason, 0xff);
    }

    static Optional<RekeyRequest> read(byte[] buf, int off, int len) {
        return len == 1 ? Optional.of(new RekeyRequest(BigEndian.u8(buf, off))) : Optional.empty();
    }

    @Override
    public int type() {
        return FrameType.REKEY_REQUEST;
    }

    @Override
    public int bodyBytes() {
        return 1;
    }

    @Override
    public void writeBody(ControlWriter out) {
        out.put8(reason);
    }
}
