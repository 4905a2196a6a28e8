package org.multiwanbond.policy;

import java.io.IOException;

/**
 * A rule that lets name lookups leave outside the tunnel while no session is up: else the server's own name could not be
 * looked up again, and the tunnel would never come back. Thread-safe: immutable.
 *
 * @param ipv6 the family
 */
record DirectNamesItem(boolean ipv6) implements Item {
    static final String KIND = "names";

    /** Just before the priorities of {@link RuleItem}. */
    private static final String PRIORITY = "18999";

    @Override
    public String place() {
        return line();
    }

    @Override
    public String line() {
        return KIND + " " + RuleItem.family(ipv6);
    }

    @Override
    public void install(Host host) throws IOException {
        Commands.Outcome outcome = run(host, "add");
        if (!outcome.complaint().contains("File exists")) {
            Item.demand(outcome, "The routing rule for name lookups was refused");
        }
    }

    @Override
    public void undo(Host host) {
        run(host, "del");
    }

    private Commands.Outcome run(Host host, String verb) {
        String family = RuleItem.family(ipv6);
        return host.commands().run("ip", family, "rule", verb, "pref", PRIORITY, "dport", "53", "lookup", "main");
    }
}
