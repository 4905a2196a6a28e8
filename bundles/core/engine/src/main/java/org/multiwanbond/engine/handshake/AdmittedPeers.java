package org.multiwanbond.engine.handshake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Prefix;

/** The peers of one set of settings. Thread-safe: immutable. */
public final class AdmittedPeers implements PeerDirectory {

    private final Map<Key32, AdmittedPeer> byKey;

    private AdmittedPeers(Map<Key32, AdmittedPeer> byKey) {
        this.byKey = Map.copyOf(byKey);
    }

    /** All peers with their leases: a leased address takes the prefix length of the tunnel address it lies within. */
    public static AdmittedPeers of(Settings settings) {
        Map<Key32, AdmittedPeer> byKey = new HashMap<>();
        List<Prefix> tunnel = settings.tunnel().addresses();
        for (PeerSettings peer : settings.peers()) {
            List<Prefix> lease =
                    peer.addresses().stream().map(own -> leased(own, tunnel)).toList();
            byKey.put(peer.publicKey(), new AdmittedPeer(peer, lease));
        }
        return new AdmittedPeers(byKey);
    }

    private static Prefix leased(Prefix own, List<Prefix> tunnel) {
        return tunnel.stream()
                .filter(prefix -> prefix.contains(own.address()))
                .findFirst()
                .map(prefix -> new Prefix(own.address(), prefix.lengthBits()))
                .orElse(own);
    }

    @Override
    public Optional<AdmittedPeer> find(Key32 publicKey) {
        return Optional.ofNullable(byKey.get(publicKey));
    }

    /** Static public keys of all of them. */
    public Set<Key32> keys() {
        return byKey.keySet();
    }
}
