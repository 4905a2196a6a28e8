package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.engine.session.Sessions;

/**
 * What each admitted client may send, and where it is, worked out once for all of them. Thread-safe: immutable; other
 * settings make another one.
 */
final class PeerRules {
    private final Map<String, PeerSettings> peers = new HashMap<>();
    private final Map<String, List<Prefix>> prefixes = new HashMap<>();
    private final PrefixTable<String> owners;
    private final boolean clientToClient;

    PeerRules(Settings settings) {
        for (PeerSettings peer : settings.peers()) {
            List<Prefix> own = new ArrayList<>();
            peer.addresses().forEach(address -> own.add(host(address)));
            own.addAll(peer.routes());
            peers.put(peer.id(), peer);
            prefixes.put(peer.id(), own);
        }
        owners = new PrefixTable<>(prefixes);
        clientToClient = settings.tunnel().clientToClient();
    }

    private static Prefix host(Prefix address) {
        return new Prefix(address.address(), address.address().getAddress().length * Byte.SIZE);
    }

    /** The peer with this id, if it is admitted. */
    Optional<PeerSettings> peer(String id) {
        return Optional.ofNullable(peers.get(id));
    }

    /** What is routed to this peer; nothing if it is not admitted. */
    List<Prefix> prefixes(String id) {
        return prefixes.getOrDefault(id, List.of());
    }

    /** A peer sends from its own prefixes, and not to those of others unless that is allowed. */
    Sessions.Rules rules(String id) {
        PrefixSet sources = new PrefixSet(prefixes(id));
        return new Sessions.Rules(sources, clientToClient ? AddressSet.NONE : new ForeignAddresses(owners, id));
    }
}
