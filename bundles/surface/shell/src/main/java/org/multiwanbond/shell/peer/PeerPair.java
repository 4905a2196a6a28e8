package org.multiwanbond.shell.peer;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.config.ConfigRefused;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.shell.Changes;
import org.multiwanbond.shell.Names;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.Trailing;
import org.multiwanbond.shell.bond.StatusJson;
import org.multiwanbond.shell.text.Json;

/** Brings a client and a server together: what each side types, or, with a server given, the client's part. Confined to the session's thread. */
@Service
@Command(
        scope = "peer",
        name = "pair",
        description = "Server: says what to type on both sides. Client: sets its server")
public final class PeerPair implements Action {
    @Reference(optional = true)
    private SettingsRegistry registry;

    @Reference
    private Session session;

    @Argument(name = "peer", description = "On a server: id for the new client")
    private String id;

    @Argument(index = 1, name = "options", description = "Options may follow", multiValued = true)
    private List<String> late;

    @Option(name = "--server", description = "On a client: HOST:PORT of its server")
    private String server;

    @Option(name = "--key", description = "On a client: key:public of its server")
    private String key;

    @Option(name = "--json", description = "One JSON object on one line")
    private boolean json;

    @Override
    public Object execute() throws Refusal {
        Trailing more = Trailing.of(late, Set.of("--json"), Set.of("--server", "--key"));
        String host = more.value("--server", server);
        String itsKey = more.value("--key", key);
        if (host != null || itsKey != null) {
            setServer(host, itsKey);
        } else {
            suggest(more.has("--json", json));
        }
        return null;
    }

    private void setServer(String host, String itsKey) throws Refusal {
        if (host == null || itsKey == null) {
            throw new Refusal("A client needs both: peer:pair --server HOST:PORT --key KEY");
        }
        Changes.apply(
                Present.registry(registry),
                SettingsRegistry.BOND_PID,
                Map.of("role", "client", "server", host, "peerPublicKey", itsKey));
        session.getConsole().println("This client connects to " + host + ".");
    }

    private void suggest(boolean asJson) throws Refusal {
        Settings settings = Present.settings(registry);
        if (settings.bond().role() == Role.CLIENT) {
            throw new Refusal(
                    "This is a client. Start on its server with peer:pair ID;" + " that prints what to type here.");
        }
        if (id == null) {
            throw new Refusal("Which client? Give it an id: peer:pair laptop");
        }
        Names.mustBeFree("peer", id, Names.peers(registry));
        String lease = String.join(",", StatusJson.texts(Leases.next(settings)));
        if (lease.isEmpty()) {
            throw new Refusal("No inner address is free. Widen addresses in etc/org.multiwanbond.tunnel.cfg.");
        }
        print(
                lease,
                ownKey(),
                settings.bond().listen().isEmpty()
                        ? 7000
                        : settings.bond().listen().get(0).port(),
                asJson);
    }

    private String ownKey() throws Refusal {
        try {
            return registry.publicKey().base64();
        } catch (ConfigRefused e) {
            throw new Refusal(e.getMessage() + ".", e);
        }
    }

    private void print(String lease, String ownKey, int port, boolean asJson) {
        String onClient = "bin/mwb peer:pair --server HOST:" + port + " --key " + ownKey;
        String onServer = "bin/mwb peer:add " + id + " CLIENT_KEY " + lease;
        if (asJson) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("publicKey", ownKey);
            answer.put("addresses", List.of(lease.split(",")));
            answer.put("clientCommand", onClient);
            answer.put("serverCommand", onServer);
            session.getConsole().println(Json.write(answer));
            return;
        }
        PrintStream out = session.getConsole();
        out.println("Public key of this server: " + ownKey);
        out.println("Next free addresses:       " + lease);
        out.println();
        out.println("1. On the client, with the name or address of this server in place of HOST:");
        out.println("     " + onClient);
        out.println("     bin/mwb key:public");
        out.println("2. Here, with what the second command printed in place of CLIENT_KEY:");
        out.println("     " + onServer);
    }
}
