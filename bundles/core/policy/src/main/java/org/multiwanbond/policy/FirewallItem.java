package org.multiwanbond.policy;

import java.io.IOException;
import java.util.List;

/**
 * Our own nftables table. Thread-safe: immutable.
 *
 * @param chains what stands in it, in nft's language on one line
 */
record FirewallItem(String chains) implements Item {
    static final String KIND = "firewall";

    /** Family and name. */
    static final String TABLE = "inet mwb";

    @Override
    public String place() {
        return KIND;
    }

    @Override
    public String line() {
        return KIND + " " + chains;
    }

    @Override
    public void install(Host host) throws IOException {
        // One transaction, nft(8): the empty table makes sure that there is one to delete.
        String script = "table " + TABLE + " {}\ndelete table " + TABLE + "\ntable " + TABLE + " { " + chains + " }\n";
        Item.demand(
                host.commands().run(script, List.of("nft", "-f", "-")),
                "The nftables table '" + TABLE + "' was refused");
    }

    @Override
    public void refresh(Host host) throws IOException {
        if (!host.commands().run("nft", "list", "table", "inet", "mwb").isGood()) {
            install(host);
        }
    }

    @Override
    public void undo(Host host) {
        host.commands().run("nft", "delete", "table", "inet", "mwb");
    }
}
