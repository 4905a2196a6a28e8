package org.multiwanbond.shell.wan;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.shell.Names;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;

/** Takes a paused link back into use. Confined to the session's thread. */
@Service
@Command(scope = "wan", name = "resume", description = "Takes a paused link back into use")
public final class WanResume implements Action {
    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Argument(name = "wan", description = "Id of the link", required = true)
    @Completion(WanCompleter.class)
    private String id;

    @Override
    public Object execute() throws Refusal {
        if (!Present.engine(bond).pause(id, false)) {
            Names.mustExist(
                    "WAN",
                    id,
                    bond.status().links().stream()
                            .map(link -> link.settings().id())
                            .toList());
        }
        session.getConsole().println("Resumed " + id + ".");
        return null;
    }
}
