package org.multiwanbond.engine.send;

import java.util.Arrays;

/** Recognises reliable frames that came before, by the last 256 message ids (protocol §7). Confined to the send thread. */
final class ReliableInbox {
    private static final int WINDOW = 256;
    private static final int NONE = -1;

    private final int[] seen = new int[WINDOW];

    ReliableInbox() {
        Arrays.fill(seen, NONE);
    }

    /** Whether this id is new; it is remembered. */
    boolean isNew(int messageId) {
        int slot = messageId & WINDOW - 1;
        boolean fresh = seen[slot] != messageId;
        seen[slot] = messageId;
        return fresh;
    }
}
