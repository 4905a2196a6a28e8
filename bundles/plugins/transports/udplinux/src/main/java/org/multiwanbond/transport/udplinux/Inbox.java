package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.transport.DatagramBatch;

/** Takes what has arrived from the sockets that have something, in turn. Confined to the receiving thread. */
@HotPath
final class Inbox {
    private final Harvest harvest = new Harvest();
    private final Kernel kernel;
    private final SocketTable sockets;
    private final Readiness readiness;
    private final Grip grip;

    Inbox(Kernel kernel, SocketTable sockets, Readiness readiness, Grip grip) {
        this.kernel = kernel;
        this.sockets = sockets;
        this.readiness = readiness;
        this.grip = grip;
    }

    int receive(DatagramBatch into, long waitNs) {
        int before = into.count();
        gather(into);
        if (into.count() == before && waitNs > 0 && hasRoom(into)) {
            readiness.await(waitNs);
            gather(into);
        }
        return into.count() - before;
    }

    /** First what the last call left, then each socket that has something, until the batch is full. */
    private void gather(DatagramBatch into) {
        if (!harvest.isEmpty() && sockets.find(harvest.socket().number()) != harvest.socket()) {
            harvest.forget();
        }
        harvest.pour(into);
        boolean looked = false;
        while (harvest.isEmpty() && hasRoom(into)) {
            int number = readiness.next();
            if (number != Readiness.NONE) {
                reap(number);
                harvest.pour(into);
            } else if (looked || !readiness.look()) {
                return;
            } else {
                looked = true;
            }
        }
    }

    private static boolean hasRoom(DatagramBatch batch) {
        return batch.packets().freeBytes() > 0;
    }

    private void reap(int number) {
        OpenSocket socket = sockets.find(number);
        if (socket != null && grip.take(socket)) {
            int received = harvest.fill(kernel, socket);
            grip.release();
            if (received < 0) {
                socket.failures().tell(-received);
            }
        }
    }

    /** Datagrams too long for the caller's batch. */
    long dropped() {
        return harvest.dropped();
    }
}
