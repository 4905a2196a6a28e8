package org.multiwanbond.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks the system's name service on a thread of its own, since that may take many seconds. Thread-safe. */
final class Resolver implements Function<String, CompletableFuture<List<InetAddress>>> {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "mwb-resolver");
        made.setDaemon(true);
        return made;
    });

    @Override
    public CompletableFuture<List<InetAddress>> apply(String host) {
        return CompletableFuture.supplyAsync(() -> resolve(host), thread);
    }

    private static List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    void close() {
        thread.shutdownNow();
    }
}
