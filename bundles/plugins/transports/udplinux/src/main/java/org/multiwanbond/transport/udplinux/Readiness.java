package org.multiwanbond.transport.udplinux;

import java.util.concurrent.atomic.AtomicBoolean;
import org.multiwanbond.api.HotPath;

/**
 * Which sockets have something, and where the receiving thread waits until one has. {@link #watch} and {@link #close} belong
 * to control threads, {@link #end} to any, the rest to the receiving thread. The event descriptor is written only while
 * that thread sleeps.
 *
 * <p>An epoll, unlike a list for poll, holds no socket: one that is closed is gone at once, whoever waits.
 */
@HotPath
final class Readiness {
    static final int NONE = -1;

    private static final int MOST_EVENTS = 64;

    // struct pollfd: descriptor (4), events (2), what happened (2); two of them, then struct timespec
    private static final int EVENT_ENTRY = 8;
    private static final int EVENT_HAPPENED = EVENT_ENTRY + 6;
    private static final int TIME = 16;
    private static final int COUNTER = 32;
    private static final int SLEEP_BYTES = 40;
    private static final long SECOND_NS = 1_000_000_000;

    private final Kernel kernel;
    private final EventLayout layout;
    private final Memory events;
    private final Memory sleep = new Memory(SLEEP_BYTES);
    private final Memory one = new Memory(Long.BYTES);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final int poller;
    private final int event;
    private int count;
    private int next;
    private volatile boolean asleep;
    private volatile boolean ended;

    Readiness(Kernel kernel, EventLayout layout) {
        this.kernel = kernel;
        this.layout = layout;
        events = new Memory(MOST_EVENTS * layout.eventBytes());
        poller = kernel.poller();
        event = kernel.event();
        sleep.octets().putInt(0, poller).putShort(4, Linux.POLLIN);
        sleep.octets().putInt(EVENT_ENTRY, event).putShort(EVENT_ENTRY + 4, Linux.POLLIN);
        one.octets().putLong(0, 1);
    }

    /**
     * How struct epoll_event is laid out: 32 bits of events, then 64 of ours, on x86-64 without a gap (linux/eventpoll.h).
     *
     * @param eventBytes octets of it
     * @param ours where ours begin
     */
    record EventLayout(int eventBytes, int ours) {
        static EventLayout of(String processor) {
            return processor.equals("amd64") ? new EventLayout(12, 4) : new EventLayout(16, 8);
        }
    }

    /** Why nothing can be watched, as an error number; 0 if all is well. */
    int obstacle() {
        return Math.max(0, -Math.min(poller, event));
    }

    /** Looks after a socket until it is closed; answers 0, or below it why not. */
    int watch(OpenSocket socket) {
        Memory request = new Memory(layout.eventBytes());
        request.octets().putInt(0, Linux.EPOLLIN).putLong(layout.ours(), socket.number());
        int result = kernel.watch(poller, socket.descriptor(), request.address());
        return request.octets().getInt(0) == Linux.EPOLLIN ? result : -Linux.EINVAL;
    }

    /** Asks the kernel which sockets have something; answers whether any has. */
    boolean look() {
        next = 0;
        count = Math.max(0, kernel.ready(poller, events.address(), MOST_EVENTS));
        return count > 0;
    }

    /** The number of a socket that had something at the last {@link #look}, each once; {@link #NONE} at the end. */
    int next() {
        return next == count ? NONE : (int) events.octets().getLong(next++ * layout.eventBytes() + layout.ours());
    }

    /** Returns when a socket has something, after {@link #end}, or after the time. */
    void await(long waitNs) {
        // Volatile: asleep is written before ended is read, as end writes and reads them the other way round.
        asleep = true;
        if (!ended) {
            sleep.octets().putLong(TIME, waitNs / SECOND_NS).putLong(TIME + 8, waitNs % SECOND_NS);
            sleep.octets().putShort(EVENT_HAPPENED, (short) 0);
            kernel.sleep(sleep.address(), 2, sleep.address() + TIME);
            if (sleep.octets().getShort(EVENT_HAPPENED) != 0) {
                kernel.read(event, sleep.address() + COUNTER, Long.BYTES);
            }
        }
        asleep = false;
        ended = false;
    }

    /** Ends the present or the next {@link #await}. */
    void end() {
        ended = true;
        if (asleep) {
            kernel.write(event, one.address(), Long.BYTES);
        }
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            kernel.close(poller);
            kernel.close(event);
        }
    }
}
