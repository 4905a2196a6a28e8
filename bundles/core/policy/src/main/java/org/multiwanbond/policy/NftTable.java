package org.multiwanbond.policy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.multiwanbond.api.net.Prefix;

/**
 * Our nftables table. Thread-safe: immutable.
 *
 * @param chains what is in it
 */
record NftTable(String chains) implements Part {
    static final String NAME = "inet multiwanbond";

    /** A table that lets packets of these networks leave with the host's own address, unless they enter the tunnel. */
    static NftTable masquerade(String tunnel, List<Prefix> sources) {
        String rules = sources.stream()
                .map(source -> "oifname != \"" + tunnel + "\" " + (source.isIpv6() ? "ip6" : "ip") + " saddr " + source
                        + " masquerade\n")
                .collect(Collectors.joining());
        return new NftTable(
                "chain postrouting {\ntype nat hook postrouting priority srcnat; policy accept;\n" + rules + "}\n");
    }

    @Override
    public String key() {
        return text();
    }

    /** Replaces the table in one transaction; the first line makes sure that there is one to delete. */
    @Override
    public void install(Commands commands) throws IOException {
        String script = "add table " + NAME + "\ndelete table " + NAME + "\ntable " + NAME + " {\n" + chains + "}\n";
        commands.run(script, List.of("nft", "-f", "-"));
    }

    @Override
    public void remove(Commands commands, String memory) throws IOException {
        if (commands.has("nft")) {
            Part.remove(() -> commands.run(("nft delete table " + NAME).split(" ")));
        }
    }

    @Override
    public String title() {
        return "Masquerading, nftables table " + NAME + ",";
    }

    @Override
    public String text() {
        return "nft";
    }
}
