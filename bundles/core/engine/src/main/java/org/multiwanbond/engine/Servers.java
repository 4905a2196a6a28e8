package org.multiwanbond.engine;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.multiwanbond.engine.mail.CommandQueue;

/** Addresses of servers by name, asked again on every reconnect. Confined to the control thread. */
final class Servers {
    /** Between two questions about the same name. */
    private static final long SPACING_NS = 5_000_000_000L;

    private final Map<String, Answer> answers = new HashMap<>();
    private final Function<String, CompletableFuture<List<InetAddress>>> resolver;
    private final CommandQueue control;

    private static final class Answer {
        private List<InetAddress> addresses = List.of();
        private String problem = "";
        private long askedNs = Long.MIN_VALUE / 2;
    }

    Servers(Function<String, CompletableFuture<List<InetAddress>>> resolver, CommandQueue control) {
        this.resolver = resolver;
        this.control = control;
    }

    /** What is known of a name; asks if nothing is known or {@code again}, but not too often. */
    List<InetAddress> addresses(String host, boolean again, long nowNs) {
        Answer answer = answers.computeIfAbsent(host, name -> new Answer());
        boolean needed = again || answer.addresses.isEmpty();
        if (needed && nowNs - answer.askedNs >= SPACING_NS) {
            answer.askedNs = nowNs;
            resolver.apply(host).whenComplete((found, failure) -> control.post(() -> take(host, found, failure)));
        }
        return answer.addresses;
    }

    private void take(String host, List<InetAddress> found, Throwable failure) {
        Answer answer = answers.get(host);
        if (failure != null || found.isEmpty()) {
            answer.problem = "The name " + host + " cannot be resolved; it is asked again every 5 s.";
            return;
        }
        answer.addresses = found;
        answer.problem = "";
    }

    /** Why a name has no address, empty if it has or is not yet answered. */
    String problem(String host) {
        return answers.containsKey(host) ? answers.get(host).problem : "";
    }
}
