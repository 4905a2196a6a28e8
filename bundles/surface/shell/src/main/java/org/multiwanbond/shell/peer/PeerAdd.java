package org.multiwanbond.shell.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.shell.Changes;
import org.multiwanbond.shell.Names;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.Trailing;

/** Admits a peer to this server. Confined to the session's thread. */
@Service
@Command(scope = "peer", name = "add", description = "Admits a client to this server")
public final class PeerAdd implements Action {
    @Reference(optional = true)
    private SettingsRegistry registry;

    @Reference
    private Session session;

    @Argument(name = "peer", description = "Id for the peer, such as laptop", required = true)
    private String id;

    @Argument(index = 1, name = "publicKey", description = "Its key:public", required = true)
    private String publicKey;

    @Argument(
            index = 2,
            name = "addresses",
            description = "Inner addresses, such as 10.99.0.2/32,fd99::2/128",
            required = true)
    private String addresses;

    @Argument(index = 3, name = "options", description = "Options may follow", multiValued = true)
    private List<String> late;

    @Option(name = "--routes", description = "Networks behind the peer, such as 192.168.7.0/24")
    private String routes;

    @Option(name = "--psk", description = "File with a preshared key")
    private String presharedKeyFile;

    @Override
    public Object execute() throws Refusal {
        Trailing more = Trailing.of(late, Set.of(), Set.of("--routes", "--psk"));
        Names.mustBeFree("peer", id, Names.peers(Present.registry(registry)));
        Map<String, String> values = new LinkedHashMap<>();
        values.put("publicKey", publicKey);
        values.put("addresses", addresses);
        Optional.ofNullable(more.value("--routes", routes)).ifPresent(it -> values.put("routes", it));
        Optional.ofNullable(more.value("--psk", presharedKeyFile)).ifPresent(it -> values.put("presharedKeyFile", it));
        Changes.apply(registry, SettingsRegistry.PEER_PID + "~" + id, values);
        session.getConsole().println("Added " + id + ".");
        return null;
    }
}
