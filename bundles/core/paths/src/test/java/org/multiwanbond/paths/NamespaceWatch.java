package org.multiwanbond.paths;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.multiwanbond.api.path.NetworkDevice;

/**
 * Changes the network of the namespace it runs in and prints how long it took to be told of each change, the command that
 * makes it included. Nothing is polled here, and each change waits until the looks for the one before are over: only its
 * own news can be the cause. Confined to one thread.
 */
final class NamespaceWatch {
    private static final int ROUNDS = 3;
    private static final long LIMIT_S = 20;
    private static final long QUIET_MS = 50;

    private final BlockingQueue<List<NetworkDevice>> told = new LinkedBlockingQueue<>();
    private final Semaphore looks = new Semaphore(0);
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private final SystemDevices system = new SystemDevices(Path.of("/sys/class/net"));

    private NamespaceWatch() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new NamespaceWatch().run();
    }

    private void run() throws IOException, InterruptedException {
        WatchedDevices devices = new WatchedDevices(this::look, Netlink::open);
        devices.addListener(told::add);
        for (int round = 1; round <= ROUNDS; round++) {
            int mtuBytes = 1_400 + round;
            until("link up", "link set w0 up", w0 -> w0.up());
            until("mtu", "link set w0 mtu " + mtuBytes, w0 -> w0.mtuBytes() == mtuBytes);
            until("address", "address add 10.77.0.2/24 dev w0", w0 -> has(w0, "10.77.0.2/24"));
            until("address6", "address add fd77::2/64 dev w0 nodad", w0 -> has(w0, "fd77::2/64"));
            untilLook("route", "route add default via 10.77.0.1");
            untilLook("route gone", "route del default");
            untilLook("route6", "-6 route add default via fd77::1");
            untilLook("route6 gone", "-6 route del default");
            until("address gone", "address del 10.77.0.2/24 dev w0", w0 -> !has(w0, "10.77.0.2/24"));
            until("carrier lost", "link set w1 down", w0 -> !w0.up());
            until("carrier back", "link set w1 up", w0 -> w0.up());
            until("link down", "link set w0 down", w0 -> !w0.up());
        }
        long startNs = System.nanoTime();
        devices.stop();
        note("stop", startNs);
        figures.forEach((what, ms) -> System.out.println(what + " ms=" + ms));
        System.out.println("threads left: "
                + Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("mwb-netlink"))
                        .toList());
    }

    private List<NetworkDevice> look() {
        looks.release();
        return system.look();
    }

    /** Waits until a listener is told of such a device. */
    private void until(String what, String words, Predicate<NetworkDevice> wanted)
            throws IOException, InterruptedException {
        awaitQuiet();
        long startNs = System.nanoTime();
        ip(words);
        List<NetworkDevice> now = told.poll(LIMIT_S, TimeUnit.SECONDS);
        while (now != null && now.stream().noneMatch(one -> one.name().equals("w0") && wanted.test(one))) {
            now = told.poll(LIMIT_S, TimeUnit.SECONDS);
        }
        if (now == null) {
            throw new IOException("not told: " + what);
        }
        note(what, startNs);
    }

    /** Waits until the devices are looked at. */
    private void untilLook(String what, String words) throws IOException, InterruptedException {
        awaitQuiet();
        long startNs = System.nanoTime();
        ip(words);
        if (!looks.tryAcquire(LIMIT_S, TimeUnit.SECONDS)) {
            throw new IOException("not looked: " + what);
        }
        note(what, startNs);
    }

    private static boolean has(NetworkDevice device, String prefix) {
        return device.addresses().stream().anyMatch(one -> one.toString().equals(prefix));
    }

    private static void ip(String words) throws IOException, InterruptedException {
        int code = new ProcessBuilder(("ip " + words).split(" "))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("ip " + words + " failed");
        }
    }

    private void awaitQuiet() throws InterruptedException {
        boolean looked = true;
        while (looked) {
            looks.drainPermits();
            looked = looks.tryAcquire(QUIET_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void note(String what, long startNs) {
        double ms = (System.nanoTime() - startNs) / 100_000 / 10.0;
        figures.computeIfAbsent(what, key -> new ArrayList<>()).add(ms);
    }
}
