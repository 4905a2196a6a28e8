package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.HotPath;

/** Hands runs to the kernel, and their datagrams one by one where it does not cut. Confined to the sending thread. */
@HotPath
final class Courier {
    private final MessageTable whole = new MessageTable(Outbox.RUNS);
    private final MessageTable single = new MessageTable(SegmentRun.MOST_SEGMENTS);
    private final SegmentRun[] gathered = new SegmentRun[Outbox.RUNS];
    private final Kernel kernel;
    private final Grip grip;
    private long dropped;

    Courier(Kernel kernel, Grip grip) {
        this.kernel = kernel;
        this.grip = grip;
    }

    /** Delivers, of the runs between the two numbers, those by the first one's socket; drops them if it was shut. */
    void deliver(SegmentRun[] runs, int from, int to) {
        OpenSocket socket = runs[from].socket();
        boolean mayUse = grip.take(socket);
        int count = 0;
        for (int i = from; i < to; i++) {
            if (runs[i].isWaiting() && runs[i].socket() == socket) {
                runs[i].settle();
                gathered[count++] = runs[i];
            }
        }
        if (mayUse) {
            if (socket.mayCut()) {
                sendWhole(socket, count);
            } else {
                for (int i = 0; i < count; i++) {
                    sendSingly(socket, gathered[i]);
                }
            }
            grip.release();
        }
    }

    private void sendWhole(OpenSocket socket, int count) {
        for (int i = 0; i < count; i++) {
            gathered[i].message(whole, i);
        }
        int at = 0;
        while (at < count) {
            int sent = kernel.send(socket.descriptor(), whole, at, count - at);
            if (sent <= 0) {
                refused(socket, gathered[at], -sent);
            }
            at += Math.max(1, sent);
        }
    }

    private void refused(OpenSocket socket, SegmentRun run, int number) {
        if (run.segments() == 1 || !Errno.mayBlameSegments(number)) {
            failed(socket, number, run.segments());
        } else if (sendSingly(socket, run) && number != Linux.EMSGSIZE) {
            socket.refuseCuts(number);
        }
    }

    /** Sends each datagram as a message; answers whether the first, which is as long as any, left. */
    private boolean sendSingly(OpenSocket socket, SegmentRun run) {
        run.messages(single);
        boolean firstLeft = false;
        int at = 0;
        while (at < run.segments()) {
            int sent = kernel.send(socket.descriptor(), single, at, run.segments() - at);
            if (sent <= 0) {
                failed(socket, -sent, 1);
            } else if (at == 0) {
                firstLeft = true;
            }
            at += Math.max(1, sent);
        }
        return firstLeft;
    }

    private void failed(OpenSocket socket, int number, int datagrams) {
        dropped += datagrams;
        socket.failures().tell(number);
    }

    /** Datagrams the system did not take. */
    long dropped() {
        return dropped;
    }
}
