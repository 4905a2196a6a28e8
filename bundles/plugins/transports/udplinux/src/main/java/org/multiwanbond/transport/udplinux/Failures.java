package org.multiwanbond.transport.udplinux;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.multiwanbond.api.transport.SocketListener;

/** Tells the listener what the system refuses to send by one socket. Thread-safe. */
final class Failures {
    /** A dead link fails for every datagram; the listener needs to know a few times a second. */
    private static final long QUIET_NS = 100_000_000;

    private final AtomicLong toldNs;
    private final int socket;
    private final SocketListener listener;
    private final LongSupplier clockNs;

    Failures(int socket, SocketListener listener, LongSupplier clockNs) {
        this.socket = socket;
        this.listener = listener;
        this.clockNs = clockNs;
        toldNs = new AtomicLong(clockNs.getAsLong() - QUIET_NS);
    }

    /** Tells the listener of an error number, at most once in {@link #QUIET_NS}; harmless ones never. */
    void tell(int number) {
        if (Errno.isHarmless(number)) {
            return;
        }
        long nowNs = clockNs.getAsLong();
        long lastNs = toldNs.get();
        if (nowNs - lastNs >= QUIET_NS && toldNs.compareAndSet(lastNs, nowNs)) {
            listener.sendFailed(socket, Errno.sendFailure(number));
        }
    }
}
