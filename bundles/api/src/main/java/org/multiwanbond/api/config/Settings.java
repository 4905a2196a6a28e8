package org.multiwanbond.api.config;

import java.util.List;

/**
 * All settings in force, checked alone and against each other. Thread-safe: immutable.
 *
 * @param bond the bond as a whole
 * @param identity keys of this end
 * @param wans links, sorted by id
 * @param peers admitted clients, sorted by id
 * @param tunnel the tunnel device
 */
public record Settings(
        BondSettings bond, Identity identity, List<WanSettings> wans, List<PeerSettings> peers, TunnelSettings tunnel) {
    public Settings {
        wans = List.copyOf(wans);
        peers = List.copyOf(peers);
    }
}
