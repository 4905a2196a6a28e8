package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.control.ControlWriter;

/** Sends a session's reliable frames until they are acknowledged, each time on another path. Confined to the send thread. */
@HotPath
final class ReliableSender {
    private final ReliableOutbox outbox = new ReliableOutbox();
    private final SessionSender session;
    private final PathTender tender;
    private final TxPath[] paths;
    private final UsablePaths usable;

    ReliableSender(SessionSender session, PathTender tender, TxPath[] paths, UsablePaths usable) {
        this.session = session;
        this.tender = tender;
        this.paths = paths;
        this.usable = usable;
    }

    ReliableOutbox outbox() {
        return outbox;
    }

    /** Sends what is due; answers when to call again. While no path is usable, the sendings are not wasted. */
    long pump(long nowNs) {
        if (usable.usableCount() == 0) {
            return Long.MAX_VALUE;
        }
        if (outbox.dueNs() <= nowNs) {
            for (ReliableOutbox.Message message : outbox.due(nowNs)) {
                send(message, nowNs);
            }
        }
        return outbox.dueNs();
    }

    private void send(ReliableOutbox.Message message, long nowNs) {
        TxPath path = tender.pathFor(paths, usable, message.earlierSendings());
        if (path == null) {
            return;
        }
        ControlWriter writer = session.openControl(path);
        if (message.frame().write(writer, message.id())) {
            session.closeControl(path, writer, true, nowNs);
        }
    }
}
