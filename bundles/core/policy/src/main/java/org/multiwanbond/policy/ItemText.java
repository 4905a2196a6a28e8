package org.multiwanbond.policy;

import java.util.Optional;
import org.multiwanbond.api.net.Prefix;

/** Reads items back from the lines of the journal. Thread-safe: no state. */
final class ItemText {
    private ItemText() {}

    /** The item of a line; nothing if this version does not know it. */
    static Optional<Item> parse(String line) {
        String[] words = line.split(" ", 5);
        try {
            return switch (words[0]) {
                case RouteItem.KIND -> Optional.of(new RouteItem(Prefix.parse(words[1]), words[2]));
                case RuleItem.KIND -> Optional.of(new RuleItem(words[1].equals("-6"), Integer.parseInt(words[2])));
                case DirectNamesItem.KIND -> Optional.of(new DirectNamesItem(words[1].equals("-6")));
                case SettingItem.KIND -> Optional.of(new SettingItem(words[1], words[2], words[3]));
                case FirewallItem.KIND -> Optional.of(new FirewallItem(line.substring(FirewallItem.KIND.length() + 1)));
                case NameServerItem.KIND ->
                    Optional.of(new NameServerItem(words[1], words[2], words[4], Boolean.parseBoolean(words[3])));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
