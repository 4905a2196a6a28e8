package org.multiwanbond.shell.flow;

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
import org.multiwanbond.api.status.FlowStatus;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.Trailing;
import org.multiwanbond.shell.text.Json;

/** Gives the score of each candidate link for the flows being sent. Confined to the session's thread. */
@Service
@Command(
        scope = "flow",
        name = "explain",
        description = "Gives the score of each candidate link for the flows being sent")
public final class FlowExplain implements Action {
    private static final String JSON = "--json";

    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Argument(
            name = "filter",
            description = "Shows only flows whose description contains this: tcp, an address, :443, real-time")
    @Completion(FlowCompleter.class)
    private String filter = "";

    @Argument(index = 1, name = "options", description = "Options may follow", multiValued = true)
    private List<String> late;

    @Option(name = JSON, description = "One JSON array on one line")
    private boolean json;

    @Override
    public Object execute() throws Refusal {
        // Without a filter the option may stand in its place.
        boolean noFilter = filter.equals(JSON);
        boolean asJson = Trailing.of(late, Set.of(JSON), Set.of()).has(JSON, json || noFilter);
        List<FlowStatus> all = Present.engine(bond).flows();
        List<FlowStatus> flows = FlowText.matching(all, noFilter ? "" : filter);
        if (asJson) {
            session.getConsole()
                    .println(Json.write(flows.stream().map(FlowText::json).toList()));
        } else {
            FlowText.lines(flows, all.size()).forEach(session.getConsole()::println);
        }
        return null;
    }
}
