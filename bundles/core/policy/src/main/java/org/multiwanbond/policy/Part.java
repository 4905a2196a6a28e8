package org.multiwanbond.policy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.net.Prefix;

/** One thing set on the host that can be taken back. Thread-safe: immutable; its methods that take commands are not. */
sealed interface Part permits Rule, Route, Sysctl, NftTable, NameServers {
    /** What it is about: of two parts with one key the later replaces the earlier. */
    String key();

    /** What has to be known to take it back, without line breaks; asked before it is installed. */
    default String memory(Commands commands) throws IOException {
        return "";
    }

    /** Puts it in place; does no harm where it is in place already. */
    void install(Commands commands) throws IOException;

    /** Takes it back; what is not there is no error. */
    void remove(Commands commands, String memory) throws IOException;

    /** Enough of it in one line to take it back. */
    String text();

    /** What it is called in a sentence. */
    default String title() {
        return "'" + text() + "'";
    }

    /** Reads {@link #text}; empty if it is none. */
    static Optional<Part> parse(String text) {
        String[] words = text.split(" ", 4);
        try {
            return switch (words[0]) {
                case "rule" -> Optional.of(new Rule(words[1].equals("6"), Integer.parseInt(words[2]), words[3]));
                case "route" -> Optional.of(new Route(Prefix.parse(words[1]), words[2]));
                case "sysctl" -> Optional.of(new Sysctl(words[1], words[2]));
                case "nft" -> Optional.of(new NftTable(""));
                case "dns" -> Optional.of(new NameServers(words[1], words[2], List.of(), false));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Runs a command that takes something back, which may be gone already. */
    static void remove(Removal removal) throws IOException {
        try {
            removal.run();
        } catch (IOException e) {
            // What rtnetlink, nft and the resolvers say of something that is not there.
            String said = String.valueOf(e.getMessage());
            if (!said.matches("(?i).*(no such|cannot find device|does not exist|not found|unknown interface).*")) {
                throw e;
            }
        }
    }

    /** A command that takes something back. */
    @FunctionalInterface
    interface Removal {
        void run() throws IOException;
    }
}
