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

    private interface Question {
        void on(Session session, Inspection inside);
    }

    private CompletableFuture<Void> ask(long nowNs, Question question) {
        List<Session> sessions = context.sessions().live();
        return context.loops()
                .toSend()
                .call(() -> sessions.forEach(
                        session -> question.on(session, session.sender().inspect(nowNs))));
    }

    /** The flows all sessions are sending. */
    CompletableFuture<List<FlowStatus>> flows(long nowNs) {
        List<FlowStatus> flows = new ArrayList<>();
        return ask(nowNs, (session, inside) -> flows.addAll(inside.flows(session.peer())))
                .thenApply(nothing -> flows);
    }

    /** The paths that are kept out of use for now. */
    CompletableFuture<List<Setup.Held>> held(long nowNs) {
        List<Setup.Held> held = new ArrayList<>();
        return ask(nowNs, (session, inside) -> inside.heldNs()
                        .forEach((path, leftNs) -> held.add(new Setup.Held(session.peer(), path, leftNs))))
                .thenApply(nothing -> held);
    }

    /** Lets nothing pass on a link in either direction, or lets it pass again; answers when the send thread obeys. */
    CompletableFuture<Void> cut(String wan, boolean cut, long nowNs) {
        return ask(nowNs, (session, inside) -> {
            for (int path : inside.pathsOf(wan)) {
                inside.mute(path, cut);
                context.loops().toReceive().post(() -> session.gate().deaf(path, cut));
            }
        });
    }

    /** Packets the host refused from the tunnel device so far. */
    long refusedPackets() {
        return context.loops().device().refusedPackets();
    }
}
