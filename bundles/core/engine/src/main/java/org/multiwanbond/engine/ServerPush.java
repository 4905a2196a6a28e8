package org.multiwanbond.engine;

import java.net.InetAddress;
import java.util.Optional;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.wire.TlvList;
import org.multiwanbond.wire.TlvType;
import org.multiwanbond.wire.control.ConfigPush;

/** What a server tells its clients after the handshake. Thread-safe: stateless. */
final class ServerPush {
    private ServerPush() {}

    /** The push, empty if there is nothing to tell. */
    static Optional<ConfigPush> of(Settings settings) {
        TlvList tlvs = TlvList.EMPTY;
        for (InetAddress server : settings.tunnel().dns()) {
            tlvs = tlvs.with(TlvType.DNS_SERVER, server.getAddress());
        }
        return tlvs.lengthBytes() == 0 ? Optional.empty() : Optional.of(new ConfigPush(tlvs));
    }
}
