package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.api.status.FlowStatus;
import org.multiwanbond.engine.explain.Setup;
import org.multiwanbond.engine.send.Inspection;
import org.multiwanbond.engine.session.Session;

/** Asks the data threads what the status does not tell, and cuts paths for a drill. Confined to the control thread. */
final class Inquiry {
    private final RoleContext context;

    Inquiry(RoleContext context) {
        this.context = context;
    }

    private interface Question<T> {
        List<T> on(Session session, Inspection inside);
    }

    /** Asks about all sessions, each on its own send thread. */
    private <T> CompletableFuture<List<T>> ask(long nowNs, Question<T> question) {
        List<List<T>> answers = new ArrayList<>();
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (Session session : context.sessions().live()) {
            List<T> answer = new ArrayList<>();
            answers.add(answer);
            asked.add(session.loops()
                    .toSend()
                    .call(() ->
                            answer.addAll(question.on(session, session.sender().inspect(nowNs)))));
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(nothing -> answers.stream().flatMap(List::stream).toList());
    }

    /** The flows all sessions are sending. */
    CompletableFuture<List<FlowStatus>> flows(long nowNs) {
        return ask(nowNs, (session, inside) -> inside.flows(session.peer()));
    }

    /** The paths that are kept out of use for now. */
    CompletableFuture<List<Setup.Held>> held(long nowNs) {
        return ask(nowNs, (session, inside) -> inside.heldNs().entrySet().stream()
                .map(held -> new Setup.Held(session.peer(), held.getKey(), held.getValue()))
                .toList());
    }

    /** Lets nothing pass on a link in either direction, or lets it pass again; answers when the send thread obeys. */
    CompletableFuture<Void> cut(String wan, boolean cut, long nowNs) {
        return ask(nowNs, (session, inside) -> {
                    for (int path : inside.pathsOf(wan)) {
                        inside.mute(path, cut);
                        session.loops().toReceive().post(() -> session.gate().deaf(path, cut));
                    }
                    return List.of();
                })
                .thenApply(nothing -> null);
    }

    /** Packets the host refused from the tunnel device so far. */
    long refusedPackets() {
        return context.workers().all().stream()
                .mapToLong(loops -> loops.device().refusedPackets())
                .sum();
    }
}
