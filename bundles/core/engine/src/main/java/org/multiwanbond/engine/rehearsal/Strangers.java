package org.multiwanbond.engine.rehearsal;

import java.util.List;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;

/** Packets that are well-formed and come from nobody. Stateless. */
final class Strangers {
    private static final int FORGED_BYTES = 300;
    private static final int FORGED_SEQUENCE = 500_000_000;

    private Strangers() {}

    /** One of each kind a handshake has, and one for this session that is not sealed with its key. */
    static List<byte[]> packets(int sessionId) {
        return List.of(
                packet(PacketType.HS_INIT, PacketType.HS_INIT_BYTES, false, 0, 0),
                packet(PacketType.HS_RESP, PacketType.HS_RESP_BYTES, true, 1, 0),
                packet(PacketType.COOKIE_REPLY, PacketType.COOKIE_REPLY_BYTES, true, 0, 0),
                packet(PacketType.DATA, FORGED_BYTES, false, sessionId, FORGED_SEQUENCE));
    }

    private static byte[] packet(int type, int bytes, boolean answers, int sessionId, int sequence) {
        byte[] packet = new byte[bytes];
        Header.write(packet, 0, Header.start(type, 0, 0, answers), sessionId, sequence, 0);
        Header.finish(packet, 0, bytes - Header.LENGTH_BYTES);
        return packet;
    }
}
