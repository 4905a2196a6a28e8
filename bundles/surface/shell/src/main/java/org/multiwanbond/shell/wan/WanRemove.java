package org.multiwanbond.shell.wan;

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

/** Removes a link and its file. Confined to the session's thread. */
@Service
@Command(scope = "wan", name = "remove", description = "Removes a link")
public final class WanRemove implements Action {
    @Reference(optional = true)
    private SettingsRegistry registry;

    @Reference
    private Session session;

    @Argument(name = "wan", description = "Id of the link", required = true)
    @Completion(WanCompleter.class)
    private String id;

    @Argument(index = 1, name = "options", description = "Options may follow", multiValued = true)
    private List<String> late;

    @Option(name = "-f", description = "Do not ask")
    private boolean force;

    @Override
    public Object execute() throws Refusal, IOException {
        boolean sure = Trailing.of(late, Set.of("-f"), Set.of()).has("-f", force);
        Names.mustExist("WAN", id, Names.wans(Present.registry(registry)));
        if (sure || Question.yes(session, "Remove the WAN " + id + "?")) {
            Changes.remove(registry, SettingsRegistry.WAN_PID + "~" + id);
            session.getConsole().println("Removed " + id + ".");
        }
        return null;
    }
}
