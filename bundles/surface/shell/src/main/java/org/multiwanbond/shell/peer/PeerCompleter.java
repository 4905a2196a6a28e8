package org.multiwanbond.shell.peer;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.shell.Names;

/** Completes ids of peers. Thread-safe. */
@Service
public final class PeerCompleter implements Completer {
    @Reference(optional = true)
    private SettingsRegistry registry;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return registry == null ? -1 : new StringsCompleter(Names.peers(registry)).complete(session, line, candidates);
    }
}
