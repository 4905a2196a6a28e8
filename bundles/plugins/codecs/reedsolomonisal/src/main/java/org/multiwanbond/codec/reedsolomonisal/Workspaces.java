package org.multiwanbond.codec.reedsolomonisal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.multiwanbond.api.HotPath;

/**
 * The workspaces of all codecs of a factory: as many as there are threads inside a codec at once, which is two in an engine,
 * however many codecs it keeps. Thread-safe, without locks.
 */
@HotPath
final class Workspaces {
    /** Kept for the next; more are left to the garbage collector. */
    private static final int KEPT = 8;

    private final AtomicReferenceArray<Workspace> idle = new AtomicReferenceArray<>(KEPT);

    /** A workspace for the caller alone, until it is given back. */
    Workspace take() {
        for (int i = 0; i < KEPT; i++) {
            Workspace workspace = idle.getAndSet(i, null);
            if (workspace != null) {
                return workspace;
            }
        }
        return new Workspace();
    }

    void giveBack(Workspace workspace) {
        for (int i = 0; i < KEPT; i++) {
            if (idle.compareAndSet(i, null, workspace)) {
                return;
            }
        }
    }
}
