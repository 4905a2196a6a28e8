package org.multiwanbond.engine.send;

import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.wire.control.PathStatus;
import org.multiwanbond.wire.control.ReliableFrame;

/** Reliable frames not yet acknowledged. Confined to the send thread. */
final class ReliableOutbox {
    /** Protocol §7: "resent after 100 ms × 2^n, each time on another path, 5 times". */
    private static final long FIRST_GAP_NS = 100_000_000L;

    private static final int SENDINGS = 6;
    /** More than a session ever has under way; older ones give way. */
    private static final int MOST = 64;

    private final List<Message> messages = new ArrayList<>();
    private int nextId;

    /** Takes in a frame to be sent now; answers nothing: {@link #due} brings it up. */
    void add(ReliableFrame frame, long nowNs) {
        if (messages.size() == MOST) {
            messages.remove(0);
        }
        messages.add(new Message(frame, takeId(), nowNs));
    }

    /** An id for a frame that is sent past this outbox. */
    int takeId() {
        return nextId++ & 0xffff;
    }

    /** Takes back what was said of a path's state, because it is not true any more. */
    void forgetStatus(int pathId) {
        messages.removeIf(message -> message.frame instanceof PathStatus status && status.pathId() == pathId);
    }

    /** The frames to send now, each counted as sent. */
    List<Message> due(long nowNs) {
        List<Message> due = new ArrayList<>();
        messages.removeIf(message -> message.sendings == SENDINGS && message.nextNs <= nowNs);
        for (Message message : messages) {
            if (message.nextNs <= nowNs) {
                message.nextNs = nowNs + (FIRST_GAP_NS << message.sendings);
                message.sendings++;
                due.add(message);
            }
        }
        return due;
    }

    void acknowledged(int messageId) {
        messages.removeIf(message -> message.id == messageId);
    }

    long dueNs() {
        long dueNs = Long.MAX_VALUE;
        for (int i = 0; i < messages.size(); i++) {
            dueNs = Math.min(dueNs, messages.get(i).nextNs);
        }
        return dueNs;
    }

    /** A frame under way. */
    static final class Message {
        private final ReliableFrame frame;
        private final int id;
        private long nextNs;
        private int sendings;

        Message(ReliableFrame frame, int id, long nextNs) {
            this.frame = frame;
            this.id = id;
            this.nextNs = nextNs;
        }

        ReliableFrame frame() {
            return frame;
        }

        int id() {
            return id;
        }

        /** How often it was sent before, to choose another path each time. */
        int earlierSendings() {
            return sendings - 1;
        }
    }
}
