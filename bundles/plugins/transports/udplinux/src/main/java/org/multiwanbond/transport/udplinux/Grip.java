package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.HotPath;

/**
 * Which socket one data thread is using, so that a control thread does not close it meanwhile: the kernel gives a closed
 * descriptor's number to the next file opened. {@link #take} and {@link #release} belong to the data thread,
 * {@link #awaitRelease} to control threads. No call made under it waits, so neither does anyone for long.
 */
@HotPath
final class Grip {
    private volatile OpenSocket held;

    /** Answers whether the socket may be used until {@link #release}. */
    boolean take(OpenSocket socket) {
        // Volatile: held is written before shut is read, as shut is written before held is read on the other side.
        held = socket;
        if (socket.isShut()) {
            held = null;
            return false;
        }
        return true;
    }

    void release() {
        held = null;
    }

    /** Returns when the data thread does not use a socket that was marked as shut. */
    void awaitRelease(OpenSocket socket) {
        while (held == socket) {
            Thread.yield();
        }
    }
}
