package org.multiwanbond.shell.bond;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.text.Json;

/** Shows how the bond is doing, problems first. Confined to the session's thread. */
@Service
@Command(scope = "bond", name = "status", description = "Shows how the bond is doing")
public final class BondStatusCommand implements Action {
    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Option(name = "--json", description = "One JSON object on one line")
    private boolean json;

    @Override
    public Object execute() throws Refusal {
        BondStatus status = Present.engine(bond).status();
        if (json) {
            session.getConsole().println(Json.write(StatusJson.bond(status)));
        } else {
            StatusText.lines(status).forEach(session.getConsole()::println);
        }
        return null;
    }
}
