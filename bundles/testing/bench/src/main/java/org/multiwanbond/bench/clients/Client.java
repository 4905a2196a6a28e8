package org.multiwanbond.bench.clients;

import java.net.InetAddress;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.List;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.engine.Engine;

/** One client: an engine with its socket and its host. Confined to its {@link ClientLoop} but for what is said. */
final class Client {
    private final Engine engine;
    private final ClientPort port;
    private final BulkSink sink;
    private final Settings settings;
    private final List<NetworkDevice> devices;
    private long dueNs;
    private volatile boolean up;

    /** Client {@code number}, which sends from this address to the server's port. */
    Client(int number, InetAddress from, int serverPort, Selector selector, Path state) {
        port = new ClientPort(selector, this);
        sink = new BulkSink(number);
        engine = Engines.make(listener -> port, sink, state, tunnel -> up = tunnel.up());
        settings = Ends.client(number, from, serverPort);
        devices = Ends.device(from);
    }

    /** Lets the engine connect; any thread. */
    void connect() {
        engine.devices(devices);
        engine.settings(settings);
    }

    /** Lets the engine do what it has to do now. */
    void act(long nowNs) {
        port.beginTurn();
        dueNs = engine.act(nowNs);
    }

    boolean isDue(long nowNs) {
        return dueNs - nowNs <= 0;
    }

    long dueNs() {
        return dueNs;
    }

    /** Says good-bye. */
    void stop(long nowNs) {
        engine.stop();
        engine.act(nowNs);
    }

    /** Whether it has a session; any thread. */
    boolean isUp() {
        return up;
    }

    /** Octets its host received; any thread. */
    long octets() {
        return sink.octets();
    }
}
