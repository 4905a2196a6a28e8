package org.multiwanbond.shell.balancer;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.ModeStatus;

/** Completes names of installed balancers. Thread-safe. */
@Service
public final class ModeCompleter implements Completer {
    @Reference(optional = true)
    private Bond bond;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        if (bond == null) {
            return -1;
        }
        List<String> modes =
                bond.status().modes().stream().map(ModeStatus::mode).toList();
        return new StringsCompleter(modes).complete(session, line, candidates);
    }
}
