package org.multiwanbond.policy;

import java.io.IOException;

/** One thing we install in the system and take away again. Thread-safe: immutable. */
sealed interface Item permits RouteItem, RuleItem, DirectNamesItem, SettingItem, FirewallItem, NameServerItem {
    /** What it occupies: of two items with the same place the later replaces the earlier without a gap. */
    String place();

    /** The item as one line of the journal, read back by {@link ItemText}. */
    String line();

    /**
     * Installs it, or makes sure it is there.
     *
     * @throws IOException with a sentence that says what the system refused
     */
    void install(Host host) throws IOException;

    /** Puts it back if somebody else took it away, without a gap if it is there. */
    default void refresh(Host host) throws IOException {
        install(host);
    }

    /** Takes it away; what is gone already is fine. */
    void undo(Host host);

    /** Complains if a command failed. */
    static void demand(Commands.Outcome outcome, String what) throws IOException {
        if (!outcome.isGood()) {
            throw new IOException(what + ": " + outcome.complaint().replaceAll("\\s+", " "));
        }
    }
}
