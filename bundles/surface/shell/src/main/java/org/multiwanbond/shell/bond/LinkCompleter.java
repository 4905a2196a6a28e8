package org.multiwanbond.shell.bond;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.BondStatus;

/** Completes the links that run, those of peers too. Thread-safe. */
@Service
public final class LinkCompleter implements Completer {
    @Reference(optional = true)
    private Bond bond;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return bond == null ? -1 : new StringsCompleter(links(bond)).complete(session, line, candidates);
    }

    /** Ids of all links and of all paths' links. */
    static Set<String> links(Bond bond) {
        BondStatus status = bond.status();
        Set<String> links = new TreeSet<>();
        status.links().forEach(link -> links.add(link.settings().id()));
        status.sessions().stream().flatMap(session -> session.paths().stream()).forEach(path -> links.add(path.wan()));
        return links;
    }
}
