package org.multiwanbond.netlab.lab;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A network namespace of its own. Thread-safe. */
public final class Namespace {
    private final String name;

    private Namespace(String name) {
        this.name = name;
    }

    /** Creates it with the loopback device up and without memory of earlier TCP connections. */
    static Namespace create(String name) throws IOException {
        Command.of("ip", "netns", "add", name).run().orThrow();
        Namespace namespace = new Namespace(name);
        namespace.ip("link set lo up");
        // Else a later connection starts with the slow-start threshold of an earlier one to the same address.
        namespace.sysctl("net.ipv4.tcp_no_metrics_save", "1");
        return namespace;
    }

    /** Its name for {@code ip netns}. */
    public String name() {
        return name;
    }

    /** A command that will run inside. */
    public Command inside(Command command) {
        return command.behind("ip", "netns", "exec", name);
    }

    /** Runs words inside, 20 s at most; a failure is an error. */
    public Outcome exec(String... words) throws IOException {
        return inside(Command.of(words)).run().orThrow();
    }

    /** Runs iproute2 inside with arguments separated by blanks; a failure is an error. */
    public Outcome ip(String arguments) throws IOException {
        List<String> words = Arrays.asList(arguments.trim().split("\\s+"));
        return Command.of(words).behind("ip", "-n", name).run().orThrow();
    }

    /** Sets a kernel parameter of this namespace. */
    public void sysctl(String key, String value) throws IOException {
        exec("sh", "-c", "echo '" + value + "' > /proc/sys/" + key.replace('.', '/'));
    }

    /** Gives a device an address with prefix length; IPv6 addresses are usable at once. */
    public void address(String device, String prefix) throws IOException {
        ip("address add " + prefix + " dev " + device + (prefix.indexOf(':') >= 0 ? " nodad" : ""));
    }

    /** Adds a route, in the words of {@code ip route add}. */
    public void route(String words) throws IOException {
        ip((words.indexOf(':') >= 0 ? "-6 " : "") + "route add " + words);
    }

    /** Ends what still runs inside, which would keep it alive, and takes it away. */
    void delete() throws IOException {
        for (String pid :
                Command.of("ip", "netns", "pids", name).run().out().lines().toList()) {
            ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
        Command.of("ip", "netns", "delete", name).run().orThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}
