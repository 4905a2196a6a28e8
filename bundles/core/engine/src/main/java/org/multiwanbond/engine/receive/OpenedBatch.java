package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.transport.DatagramBatch;

/**
 * Datagrams on their way through the receive side: as they came, then opened, each with its number and its session. Owned
 * by whoever claimed or took it.
 */
@HotPath
final class OpenedBatch {
    /**
     * Datagrams per turn: two messages as the other end's system joins them. Enough to share a system call, few enough that
     * acknowledgments are on time.
     */
    static final int DATAGRAMS = 88;

    private static final int SLAB_BYTES = 128 * 1024;

    private final DatagramBatch datagrams = new DatagramBatch(DATAGRAMS, SLAB_BYTES);
    private final SessionReceiver[] receivers = new SessionReceiver[DATAGRAMS];
    private final long[] numbers = new long[DATAGRAMS];
    private final boolean[] strayed = new boolean[DATAGRAMS];
    private Runnable task;
    private long receivedNs;
    private int accepted;

    /** Forgets everything. */
    void clear() {
        for (int i = 0; i < datagrams.count() && accepted > 0; i++) {
            receivers[i] = null;
        }
        datagrams.clear();
        accepted = 0;
        task = null;
    }

    DatagramBatch datagrams() {
        return datagrams;
    }

    /** Packet number of each datagram, at its index. */
    long[] numbers() {
        return numbers;
    }

    /** Says that a datagram was authentic, whose it is, and whether it came from elsewhere than its path should. */
    void accept(int index, SessionReceiver receiver, boolean hasStrayed) {
        receivers[index] = receiver;
        strayed[index] = hasStrayed;
        accepted++;
    }

    /** Datagrams accepted. */
    int accepted() {
        return accepted;
    }

    /** Whose datagram it is, {@code null} if it was dropped. */
    SessionReceiver receiver(int index) {
        return receivers[index];
    }

    boolean hasStrayed(int index) {
        return strayed[index];
    }

    /** When the datagrams came. */
    long receivedNs() {
        return receivedNs;
    }

    void receivedNs(long nowNs) {
        receivedNs = nowNs;
    }

    /** Carries something to be run instead of datagrams. */
    void task(Runnable newTask) {
        task = newTask;
    }

    /** What is to be run, {@code null} if this carries datagrams. */
    Runnable task() {
        return task;
    }
}
