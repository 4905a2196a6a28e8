package org.multiwanbond.shell.bond;

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
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.DrillRefused;
import org.multiwanbond.api.status.DrillReport;
import org.multiwanbond.shell.Names;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.Trailing;
import org.multiwanbond.shell.text.Json;

/** Cuts a link on purpose for some seconds and reports what that did. Confined to the session's thread. */
@Service
@Command(
        scope = "bond",
        name = "drill",
        description = "Cuts a link on purpose for some seconds and reports what that did")
public final class BondDrill implements Action {
    private static final String SECONDS = "--seconds";
    private static final String FORCE = "--force";
    private static final String JSON = "--json";

    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Argument(name = "wan", description = "Id of the link; on a server the name a peer gave it", required = true)
    @Completion(LinkCompleter.class)
    private String wan;

    @Argument(index = 1, name = "options", description = "Options may follow", multiValued = true)
    private List<String> late;

    @Option(name = SECONDS, description = "How long the link is cut, 1 to 30")
    private String seconds = "5";

    @Option(name = FORCE, description = "Also if no other link works: all traffic stops meanwhile")
    private boolean force;

    @Option(name = JSON, description = "One JSON object on one line")
    private boolean json;

    @Override
    public Object execute() throws Refusal {
        Trailing trailing = Trailing.of(late, Set.of(FORCE, JSON), Set.of(SECONDS));
        int cutSeconds = DrillText.seconds(trailing.value(SECONDS, seconds));
        Names.mustExist("WAN", wan, LinkCompleter.links(Present.engine(bond)));
        boolean asJson = trailing.has(JSON, json);
        if (!asJson) {
            session.getConsole().println("Drill: " + wan + " is to be cut for " + cutSeconds + " s.");
            session.getConsole().flush();
        }
        try {
            DrillReport report = bond.drill(wan, cutSeconds, trailing.has(FORCE, force));
            if (asJson) {
                session.getConsole().println(Json.write(DrillText.json(report)));
            } else {
                DrillText.lines(report).forEach(session.getConsole()::println);
            }
        } catch (DrillRefused e) {
            throw new Refusal(e.getMessage(), e);
        }
        return null;
    }
}
