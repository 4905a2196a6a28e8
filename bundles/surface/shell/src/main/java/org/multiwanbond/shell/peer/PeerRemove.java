package org.multiwanbond.shell.peer;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.shell.Changes;
import org.multiwanbond.shell.Names;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Question;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.Trailing;

/** Removes a peer and its file; its session ends. Confined to the session's thread. */
@Service
@Command(scope = "peer", name = "remove", description = "Removes a peer; its session ends")
public final class PeerRemove implements Action {
    @Reference(optional = true)
    private SettingsRegistry registry;

    @Reference
    private Session session;

    @Argument(name = "peer", description = "Id of the peer", required = true)
    @Completion(PeerCompleter.class)
    private String id;

    @Argument(index = 1, name = "options", description = "Options may follow", multiValued = true)
    private List<String> late;

    @Option(name = "-f", description = "Do not ask")
    private boolean force;

    @Override
    public Object execute() throws Refusal, IOException {
        boolean sure = Trailing.of(late, Set.of("-f"), Set.of()).has("-f", force);
        Names.mustExist("peer", id, Names.peers(Present.registry(registry)));
        if (sure || Question.yes(session, "Remove the peer " + id + "?")) {
            Changes.remove(registry, SettingsRegistry.PEER_PID + "~" + id);
            session.getConsole().println("Removed " + id + ".");
        }
        return null;
    }
}
