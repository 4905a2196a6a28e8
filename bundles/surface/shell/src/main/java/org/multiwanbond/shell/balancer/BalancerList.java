package org.multiwanbond.shell.balancer;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.ModeStatus;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.bond.StatusJson;
import org.multiwanbond.shell.text.Json;
import org.multiwanbond.shell.text.Table;

/** Lists the installed balancers. Confined to the session's thread. */
@Service
@Command(scope = "balancer", name = "list", description = "Lists the load-balancing modes")
public final class BalancerList implements Action {
    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Option(name = "--json", description = "One JSON array on one line")
    private boolean json;

    @Override
    public Object execute() throws Refusal {
        BondStatus status = Present.engine(bond).status();
        if (json) {
            session.getConsole()
                    .println(Json.write(
                            status.modes().stream().map(StatusJson::mode).toList()));
            return null;
        }
        if (status.modes().stream().noneMatch(mode -> mode.mode().equals(status.wantedMode()))) {
            session.getConsole().println("! Waiting for " + status.wantedMode() + ": no installed bundle offers it.");
        }
        if (status.modes().isEmpty()) {
            session.getConsole()
                    .println("No balancer is installed; traffic waits. See feature:list | grep mwb-balancer");
        } else {
            session.getConsole().println(table(status));
        }
        return null;
    }

    private static Table table(BondStatus status) {
        Table table = new Table("Mode", "State", "Ranking>", "Bundle");
        for (ModeStatus mode : status.modes()) {
            table.row(mode.mode(), mode.active() ? "in use" : "ready", mode.ranking(), mode.bundle());
        }
        return table;
    }
}
