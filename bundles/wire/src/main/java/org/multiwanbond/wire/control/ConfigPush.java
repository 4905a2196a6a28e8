package org.multiwanbond.wire.control;

import java.util.Optional;
import org.multiwanbond.wire.TlvList;

/**
 * CONFIG_PUSH: settings the responder gives, as TLVs; {@code AddressTlv} reads their addresses. Thread-safe.
 *
 * @param settings entries of {@code TlvType}
 */
public record ConfigPush(TlvList settings) implements ReliableFrame {

    static Optional<ConfigPush> read(byte[] buf, int off, int len) {
        return TlvList.read(buf, off, len).map(ConfigPush::new);
    }

    @Override
    public int type() {
        return FrameType.CONFIG_PUSH;
    }

    @Override
    public int bodyBytes() {
        return settings.lengthBytes();
    }

    @Override
    public void writeBody(ControlWriter out) {
        byte[] octets = new byte[bodyBytes()];
        settings.write(octets, 0);
        out.put(octets);
    }
}
