package org.multiwanbond.shell.wan;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.bond.LinkSummary;
import org.multiwanbond.shell.bond.PlanSummary;
import org.multiwanbond.shell.bond.StatusJson;
import org.multiwanbond.shell.text.Json;
import org.multiwanbond.shell.text.Table;
import org.multiwanbond.shell.text.Units;

/** Lists the links and what they carry. Confined to the session's thread. */
@Service
@Command(scope = "wan", name = "list", description = "Lists the links")
public final class WanList implements Action {
    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Option(name = "--json", description = "One JSON array on one line")
    private boolean json;

    @Override
    public Object execute() throws Refusal {
        List<LinkStatus> links = Present.engine(bond).status().links();
        if (json) {
            session.getConsole()
                    .println(Json.write(links.stream().map(StatusJson::link).toList()));
        } else if (links.isEmpty()) {
            session.getConsole().println("There is no WAN yet. Add one: wan:add fiber --device eth0");
        } else {
            links.stream()
                    .filter(link -> !link.problem().isEmpty())
                    .map(link -> "! " + link.settings().id() + ": " + Units.printable(link.problem()))
                    .forEach(session.getConsole()::println);
            session.getConsole().println(table(links));
        }
        return null;
    }

    private static Table table(List<LinkStatus> links) {
        Table table = new Table(
                "WAN",
                "Name",
                "State",
                "Role",
                "Device",
                "Down>",
                "Up>",
                "Capacity>",
                "RTT>",
                "Jitter>",
                "Loss>",
                "Weight>",
                "Plan");
        for (LinkStatus link : links) {
            LinkSummary sum = LinkSummary.of(link);
            table.row(
                    link.settings().id(),
                    link.settings().name(),
                    sum.state(),
                    StatusJson.word(link.settings().role()),
                    link.settings().device().orElse("-"),
                    Units.rate(sum.rxBitsPerSecond()),
                    Units.rate(sum.txBitsPerSecond()),
                    Units.capacity(sum.capacityBitsPerSecond()),
                    Units.time(sum.rttNs()),
                    Units.time(sum.jitterNs()),
                    Units.percent(sum.lossRatio()),
                    link.settings().weight() == 0 ? "auto" : link.settings().weight(),
                    Units.orDash(PlanSummary.text(link)));
        }
        return table;
    }
}
