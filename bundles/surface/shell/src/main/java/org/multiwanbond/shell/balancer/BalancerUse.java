package org.multiwanbond.shell.balancer;

import java.util.List;
import java.util.Map;
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
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.ModeStatus;
import org.multiwanbond.shell.Changes;
import org.multiwanbond.shell.Names;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.Trailing;

/** Chooses the load-balancing mode. Confined to the session's thread. */
@Service
@Command(scope = "balancer", name = "use", description = "Chooses the load-balancing mode")
public final class BalancerUse implements Action {
    @Reference(optional = true)
    private SettingsRegistry registry;

    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Argument(name = "mode", description = "Name of the mode", required = true)
    @Completion(ModeCompleter.class)
    private String mode;

    @Argument(index = 1, name = "options", description = "Options may follow", multiValued = true)
    private List<String> late;

    @Option(name = "-f", description = "Also if it is not installed yet: the highest-ranked other is used meanwhile")
    private boolean force;

    @Override
    public Object execute() throws Refusal {
        Present.registry(registry);
        if (!Trailing.of(late, Set.of("-f"), Set.of()).has("-f", force)) {
            List<String> modes = Present.engine(bond).status().modes().stream()
                    .map(ModeStatus::mode)
                    .toList();
            Names.mustExist("balancer", mode, modes);
        }
        Changes.apply(registry, SettingsRegistry.BOND_PID, Map.of("mode", mode));
        session.getConsole().println("Using " + mode + ".");
        return null;
    }
}
