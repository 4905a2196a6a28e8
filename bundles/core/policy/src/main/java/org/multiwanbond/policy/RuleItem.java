package org.multiwanbond.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.api.transport.SocketSettings;

/**
 * The pair of rules that sends packets to the routes of one prefix length. Thread-safe: immutable.
 *
 * <p>For each length in use, the longest first: whatever the main table knows at least as precisely goes there; then packets
 * without our mark look into our table of that length. So the longest prefix wins across all tables, connected networks are
 * never taken over, and the tunnel's own packets, which carry the mark, never enter the tunnel. Each length has its own
 * table and its own two priorities, so that nothing has to be renumbered when a route comes or goes.
 *
 * @param ipv6 the family
 * @param lengthBits the prefix length
 */
record RuleItem(boolean ipv6, int lengthBits) implements Item {
    static final String KIND = "rule";

    /** Ours: tables 19000 to 19128 and priorities 19000 to 19257, before the main table's 32766; docs/configuration.md. */
    private static final int FIRST = 19_000;

    private static final int LONGEST_BITS = 128;

    private static final String MARK = "0x" + Integer.toHexString(SocketSettings.TUNNEL_MARK);

    static int table(int lengthBits) {
        return FIRST + lengthBits;
    }

    static String family(boolean ipv6) {
        return ipv6 ? "-6" : "-4";
    }

    @Override
    public String place() {
        return line();
    }

    @Override
    public String line() {
        return KIND + " " + family(ipv6) + " " + lengthBits;
    }

    @Override
    public void install(Host host) throws IOException {
        add(host, mainFirst("add"));
        add(host, intoTable("add"));
    }

    private void add(Host host, List<String> command) throws IOException {
        Commands.Outcome outcome = host.commands().run("", command);
        if (!outcome.complaint().contains("File exists")) {
            Item.demand(outcome, "A routing rule was refused");
        }
    }

    @Override
    public void undo(Host host) {
        host.commands().run("", intoTable("del"));
        host.commands().run("", mainFirst("del"));
    }

    private List<String> mainFirst(String verb) {
        List<String> command = command(verb, 0);
        String shorter = Integer.toString(Math.max(0, lengthBits - 1));
        command.addAll(List.of("lookup", "main", "suppress_prefixlength", shorter));
        return command;
    }

    private List<String> intoTable(String verb) {
        List<String> command = command(verb, 1);
        command.addAll(List.of("not", "fwmark", MARK, "lookup", Integer.toString(table(lengthBits))));
        return command;
    }

    private List<String> command(String verb, int offset) {
        int priority = FIRST + 2 * (LONGEST_BITS - lengthBits) + offset;
        return new ArrayList<>(List.of("ip", family(ipv6), "rule", verb, "pref", Integer.toString(priority)));
    }
}
