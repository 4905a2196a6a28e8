package org.multiwanbond.policy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The way to the kernel: programs and kernel parameters. Confined to the control thread. */
interface Commands {
    /**
     * Runs a program for 5 s at most.
     *
     * @param input what it reads from standard input
     * @param words the program and its arguments; no shell sees them
     * @return what it wrote
     * @throws IOException with what the program said, if it failed or is missing
     */
    String run(String input, List<String> words) throws IOException;

    /** Whether there is a program of this name or a file of this absolute name. */
    boolean has(String program);

    /** A kernel parameter; its key is the path below {@code /proc/sys}. Empty if the kernel has none. */
    Optional<String> sysctl(String key);

    /** Sets a kernel parameter. */
    void sysctl(String key, String value) throws IOException;

    /** Runs a program without input. */
    default String run(String... words) throws IOException {
        return run("", List.of(words));
    }

    /** Runs iproute2 for one family, with arguments separated by blanks. */
    default String ip(boolean ipv6, String arguments) throws IOException {
        return run(("ip " + (ipv6 ? "-6 " : "-4 ") + arguments).split(" "));
    }
}
