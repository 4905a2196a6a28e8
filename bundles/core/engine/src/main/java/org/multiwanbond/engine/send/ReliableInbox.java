package org.multiwanbond.engine.send;

/** Recognises reliable frames that came before, by the last 256 message ids (protocol §7). Confined to the send thread. */
final class ReliableInbox {
    private static final int WINDOW = 256;
    private static final int WINDOW_BITS = 8;

    /** The upper octet of the last id with this lower octet, plus 1; 0 for none. */
    private final short[] seen = new short[WINDOW];

    /** Whether this id is new; it is remembered. */
    boolean isNew(int messageId) {
        int slot = messageId & WINDOW - 1;
        short upper = (short) ((messageId >>> WINDOW_BITS) + 1);
        boolean fresh = seen[slot] != upper;
        seen[slot] = upper;
        return fresh;
    }
}
