package org.multiwanbond.shell.flow;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the words flows can be filtered by. Thread-safe: stateless. */
@Service
public final class FlowCompleter implements Completer {
    private static final List<String> WORDS = List.of("tcp", "udp", "icmp", "bulk", "real-time", "background");

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(WORDS).complete(session, line, candidates);
    }
}
