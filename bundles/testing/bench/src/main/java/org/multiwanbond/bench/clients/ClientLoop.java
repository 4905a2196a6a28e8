package org.multiwanbond.bench.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.multiwanbond.engine.Engine;

/**
 * Runs many clients in one thread by {@link Engine#act}: each when its socket has something or its time has come.
 * Thread-safe.
 */
final class ClientLoop {
    private static final long LONGEST_WAIT_MS = 50;
    private static final long MS = 1_000_000L;

    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final List<Client> clients = new ArrayList<>();
    private final Selector selector;
    private volatile boolean running = true;
    private long dueNs = System.nanoTime();
    private long lookedNs = dueNs;

    ClientLoop() throws IOException {
        selector = Selector.open();
        Thread thread = new Thread(this::run, "clients");
        thread.setDaemon(true);
        thread.start();
    }

    Selector selector() {
        return selector;
    }

    /** Takes a client in. */
    void add(Client client) {
        commands.add(() -> {
            clients.add(client);
            dueNs = System.nanoTime();
        });
        selector.wakeup();
    }

    /** Lets all clients say good-bye, and ends. */
    void stop() {
        running = false;
        selector.wakeup();
    }

    private void run() {
        try {
            while (running) {
                for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
                    next.run();
                }
                turn();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clients.forEach(client -> client.stop(System.nanoTime()));
    }

    private void turn() throws IOException {
        long leftNs = Math.min(LONGEST_WAIT_MS * MS, Math.max(dueNs, lookedNs + MS) - System.nanoTime());
        if (leftNs < MS) {
            selector.selectNow(this::act);
        } else {
            selector.select(this::act, leftNs / MS);
        }
        long nowNs = System.nanoTime();
        if (nowNs >= dueNs && nowNs - lookedNs >= MS) {
            look(nowNs);
        }
    }

    /** Lets clients act whose time has come: not more than once a millisecond, since there are thousands. */
    private void look(long nowNs) {
        lookedNs = nowNs;
        dueNs = nowNs + LONGEST_WAIT_MS * MS;
        for (Client client : clients) {
            if (client.isDue(nowNs)) {
                client.act(System.nanoTime());
            }
            dueNs = Math.min(dueNs, client.dueNs());
        }
    }

    private void act(SelectionKey key) {
        Client client = (Client) key.attachment();
        client.act(System.nanoTime());
        dueNs = Math.min(dueNs, client.dueNs());
    }
}
