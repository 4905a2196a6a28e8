package org.multiwanbond.shell.bond;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.text.Json;
import org.multiwanbond.shell.text.Units;

/** Says how traffic is spread over the links now, and why. Confined to the session's thread. */
@Service
@Command(scope = "bond", name = "explain", description = "Says how traffic is spread over the links now, and why")
public final class BondExplain implements Action {
    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Option(name = "--json", description = "One JSON array on one line")
    private boolean json;

    @Override
    public Object execute() throws Refusal {
        List<String> sentences = Present.engine(bond).explain();
        if (json) {
            session.getConsole().println(Json.write(sentences));
        } else {
            sentences.stream().map(Units::printable).forEach(session.getConsole()::println);
        }
        return null;
    }
}
