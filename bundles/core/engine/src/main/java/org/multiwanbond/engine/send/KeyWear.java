package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;

/** Notices once that a key sealed so much that the epoch should end. Confined to the send thread. */
@HotPath
final class KeyWear {
    private boolean told;

    /** Whether a path wants a new key that did not a moment ago. */
    boolean isNews(TxPath[] paths) {
        if (told) {
            return false;
        }
        for (TxPath path : paths) {
            told |= path != null && path.writer().wantsNewKey();
        }
        return told;
    }

    /** There is a new key. */
    void renewed() {
        told = false;
    }
}
