package org.multiwanbond.netlab.lab;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.multiwanbond.netlab.emulator.Main;

/**
 * Network namespaces joined by emulated links; all is taken away at {@link #close} and when the JVM ends. Thread-safe
 * where it says so, else confined to one thread.
 */
public final class Lab implements AutoCloseable {
    private static final Pattern OURS = Pattern.compile("(mwb-([0-9]{1,9})-[a-z0-9-]+)");

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::closeAll, "lab-cleanup");
    private final String prefix = "mwb-" + ProcessHandle.current().pid() + "-";
    private final Namespace wire;

    /**
     * An empty lab.
     *
     * @throws LabException if this user may not create network namespaces
     */
    public Lab() throws IOException {
        sweep();
        Runtime.getRuntime().addShutdownHook(hook);
        wire = namespace("wire");
        // The ends inside the emulator must not speak for themselves.
        wire.sysctl("net.ipv6.conf.all.disable_ipv6", "1");
        wire.sysctl("net.ipv6.conf.default.disable_ipv6", "1");
    }

    /** Why this user on this machine cannot have a lab, in words; empty if nothing stands in the way. */
    public static String obstacle() {
        try (Lab lab = new Lab()) {
            lab.wire.ip("link add probe type veth peer name probe2");
            return "";
        } catch (IOException e) {
            return "network namespaces cannot be made here: " + e.getMessage();
        }
    }

    /** Takes away what labs left whose process was killed. */
    private static void sweep() throws IOException {
        for (String line :
                Command.of("ip", "netns", "list").run().orThrow().out().lines().toList()) {
            Matcher matcher = OURS.matcher(line);
            if (matcher.lookingAt()
                    && ProcessHandle.of(Long.parseLong(matcher.group(2))).isEmpty()) {
                Command.of("ip", "netns", "delete", matcher.group(1)).run();
            }
        }
    }

    /** Creates a namespace; its full name is unique on this machine. */
    public Namespace namespace(String name) throws IOException {
        Namespace namespace = Namespace.create(prefix + name);
        onClose(namespace::delete);
        return namespace;
    }

    /**
     * Joins two namespaces by a link that is to be emulated; on both sides the device is called as the link. Call it before
     * {@link #startEmulator}.
     */
    public void link(String id, Namespace from, Namespace to, String settings) throws IOException {
        String first = id + "-a";
        String second = id + "-b";
        wire.ip("link add " + first + " type veth peer name " + first + "e");
        wire.ip("link add " + second + " type veth peer name " + second + "e");
        wire.inside(Command.java(Main.class, List.of("--offloads-off", first + "e", second + "e")))
                .run()
                .orThrow();
        for (String device : List.of(first, second)) {
            wire.ip("link set " + device + " up");
        }
        moveEnd(first + "e", from, id);
        moveEnd(second + "e", to, id);
        links.put(id + "," + first + "," + second, settings);
    }

    private void moveEnd(String device, Namespace to, String name) throws IOException {
        wire.ip("link set " + device + " netns " + to.name() + " name " + name);
        to.ip("link set " + name + " up");
    }

    /** Joins two namespaces by a cable without any limit; on both sides the device is called as the cable. */
    public void cable(String id, Namespace from, Namespace to) throws IOException {
        from.ip("link add " + id + " type veth peer name " + id + " netns " + to.name());
        from.ip("link set " + id + " up");
        to.ip("link set " + id + " up");
    }

    /**
     * Has the kernel cut what a device of a namespace is given as several UDP datagrams at once, as for a network card that
     * cannot.
     */
    public static void switchSegmentationOff(Namespace namespace, String device) throws IOException {
        namespace
                .inside(Command.java(Main.class, List.of("--segmentation-off", device)))
                .run()
                .orThrow();
    }

    /** Starts to emulate all links joined so far; random decisions follow from the seed. */
    public EmulatorProcess startEmulator(long seed) throws IOException {
        EmulatorProcess emulator = EmulatorProcess.start(wire, links, seed);
        onClose(emulator);
        return emulator;
    }

    /** Has something closed before all that was there earlier. Thread-safe. */
    public void onClose(AutoCloseable resource) {
        synchronized (resources) {
            resources.push(resource);
        }
    }

    @Override
    public void close() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already and has run the hook.
            return;
        }
    }

    private void closeAll() {
        List<AutoCloseable> open;
        synchronized (resources) {
            open = new ArrayList<>(resources);
            resources.clear();
        }
        for (AutoCloseable resource : open) {
            try {
                resource.close();
            } catch (Exception e) {
                System.err.println("Not cleaned up: " + e.getMessage());
            }
        }
    }
}
