package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.engine.session.Sessions;

/** Which inner addresses a server lets its peers use. Thread-safe: stateless. */
final class ServerRules {
    private ServerRules() {}

    /** All that belongs to a peer: its own addresses and the networks behind it. */
    static List<Prefix> prefixes(PeerSettings peer) {
        List<Prefix> prefixes = new ArrayList<>();
        peer.addresses().forEach(own -> prefixes.add(Prefix.parse(own.address().getHostAddress())));
        prefixes.addAll(peer.routes());
        return prefixes;
    }

    /** What a peer may send from, and where not to. */
    static Sessions.Rules of(Settings settings, String peerId) {
        List<Prefix> own = new ArrayList<>();
        List<Prefix> others = new ArrayList<>();
        for (PeerSettings peer : settings.peers()) {
            (peer.id().equals(peerId) ? own : others).addAll(prefixes(peer));
        }
        boolean open = settings.tunnel().clientToClient();
        return new Sessions.Rules(new PrefixSet(own), new PrefixSet(open ? List.of() : others));
    }
}
