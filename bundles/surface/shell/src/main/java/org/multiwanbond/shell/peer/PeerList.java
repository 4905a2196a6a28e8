package org.multiwanbond.shell.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.SessionStatus;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.bond.StatusJson;
import org.multiwanbond.shell.text.Json;
import org.multiwanbond.shell.text.Table;
import org.multiwanbond.shell.text.Units;

/** Lists the peers and their sessions. Confined to the session's thread. */
@Service
@Command(scope = "peer", name = "list", description = "Lists the peers this server admits")
public final class PeerList implements Action {
    @Reference(optional = true)
    private SettingsRegistry registry;

    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Option(name = "--json", description = "One JSON array on one line")
    private boolean json;

    @Override
    public Object execute() throws Refusal {
        List<PeerSettings> peers = Present.settings(registry).peers();
        List<SessionStatus> sessions = bond == null ? List.of() : bond.status().sessions();
        if (json) {
            session.getConsole()
                    .println(Json.write(
                            peers.stream().map(peer -> json(peer, sessions)).toList()));
        } else if (peers.isEmpty()) {
            session.getConsole().println("There is no peer yet. On a server: peer:pair laptop");
        } else {
            session.getConsole().println(table(peers, sessions));
        }
        return null;
    }

    private static Table table(List<PeerSettings> peers, List<SessionStatus> sessions) {
        Table table = new Table("Peer", "State", "For", "Addresses", "Routes", "Public key", "Why");
        for (PeerSettings peer : peers) {
            Optional<SessionStatus> live = of(peer, sessions);
            table.row(
                    peer.id(),
                    live.map(SessionStatus::state).orElse("closed"),
                    live.map(it -> Units.duration(it.stateSinceMs())).orElse("-"),
                    Units.orDash(String.join(", ", StatusJson.texts(peer.addresses()))),
                    Units.orDash(String.join(", ", StatusJson.texts(peer.routes()))),
                    peer.publicKey().base64(),
                    Units.orDash(live.map(SessionStatus::reason).orElse("")));
        }
        return table;
    }

    private static Map<String, Object> json(PeerSettings peer, List<SessionStatus> sessions) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", peer.id());
        json.put("publicKey", peer.publicKey().base64());
        json.put("addresses", StatusJson.texts(peer.addresses()));
        json.put("routes", StatusJson.texts(peer.routes()));
        json.put("session", of(peer, sessions).map(StatusJson::session).orElse(null));
        return json;
    }

    private static Optional<SessionStatus> of(PeerSettings peer, List<SessionStatus> sessions) {
        return sessions.stream().filter(it -> it.peer().equals(peer.id())).findFirst();
    }
}
