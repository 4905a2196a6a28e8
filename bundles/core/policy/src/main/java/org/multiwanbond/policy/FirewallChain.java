package org.multiwanbond.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chain of somebody's firewall that sees every packet of one kind. Thread-safe: immutable.
 *
 * @param name for people
 * @param hook {@code input} or {@code forward}
 * @param policyDrop whether it drops what none of its rules accepts
 * @param table everything in its table, in which its rules may jump about
 */
record FirewallChain(String name, String hook, boolean policyDrop, String table) {
    private static final Pattern TABLE = Pattern.compile("(?ms)^table (\\S+ \\S+) \\{$(.*?)^}$");
    private static final Pattern CHAIN =
            Pattern.compile("chain (\\S+) \\{[^{}]*?type filter hook (input|forward) [^{};]*; policy (drop|accept);");
    private static final Pattern POLICY = Pattern.compile("(?m)^-P (INPUT|FORWARD) (DROP|ACCEPT)$");

    /** The chains in what {@code nft list ruleset} prints, without those of our table. */
    static List<FirewallChain> ofNft(String ruleset) {
        List<FirewallChain> result = new ArrayList<>();
        Matcher table = TABLE.matcher(ruleset);
        while (table.find()) {
            Matcher chain = CHAIN.matcher(table.group(2));
            while (!table.group(1).equals(FirewallItem.TABLE) && chain.find()) {
                String name = "'" + table.group(1) + " " + chain.group(1) + "'";
                result.add(
                        new FirewallChain(name, chain.group(2), chain.group(3).equals("drop"), table.group(2)));
            }
        }
        return result;
    }

    /** The chains in what {@code iptables -S} prints. */
    static List<FirewallChain> ofIptables(String program, String rules) {
        List<FirewallChain> result = new ArrayList<>();
        Matcher policy = POLICY.matcher(rules);
        while (policy.find()) {
            String hook = policy.group(1).equals("INPUT") ? "input" : "forward";
            String name = "'" + program + " " + policy.group(1) + "'";
            result.add(new FirewallChain(name, hook, policy.group(2).equals("DROP"), rules));
        }
        return result;
    }

    boolean drops(String kind) {
        return policyDrop && hook.equals(kind);
    }

    /** Whether one of its rules names this device or port. */
    boolean mentions(String word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
                .matcher(table)
                .find();
    }
}
