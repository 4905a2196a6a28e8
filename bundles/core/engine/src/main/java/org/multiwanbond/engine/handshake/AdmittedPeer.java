package org.multiwanbond.engine.handshake;

import java.util.List;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.net.Prefix;

/**
 * A peer that may come in. Thread-safe: immutable.
 *
 * @param settings its keys, addresses and networks
 * @param lease its inner addresses with the tunnel's prefix length
 */
public record AdmittedPeer(PeerSettings settings, List<Prefix> lease) {
    public AdmittedPeer {
        lease = List.copyOf(lease);
    }

    String id() {
        return settings.id();
    }
}
