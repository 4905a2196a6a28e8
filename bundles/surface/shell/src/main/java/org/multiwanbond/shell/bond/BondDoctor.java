package org.multiwanbond.shell.bond;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.Finding;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.text.Json;

/** Says what limits the bond, why, and what to do. Confined to the session's thread. */
@Service
@Command(scope = "bond", name = "doctor", description = "Says what limits the bond, why, and what to do")
public final class BondDoctor implements Action {
    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Option(name = "--json", description = "One JSON array on one line")
    private boolean json;

    @Override
    public Object execute() throws Refusal {
        List<Finding> findings = Present.engine(bond).diagnose();
        if (json) {
            session.getConsole()
                    .println(Json.write(findings.stream().map(FindingText::json).toList()));
        } else {
            FindingText.lines(findings).forEach(session.getConsole()::println);
        }
        return null;
    }
}
