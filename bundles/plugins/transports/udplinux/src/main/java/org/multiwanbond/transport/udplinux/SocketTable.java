package org.multiwanbond.transport.udplinux;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.multiwanbond.api.transport.Transport;

/** The sockets by number. Lookups are thread-safe; numbers are taken and given back under the transport's lock. */
final class SocketTable {
    static final int FULL = -1;

    private final AtomicReferenceArray<OpenSocket> sockets = new AtomicReferenceArray<>(Transport.SOCKET_LIMIT);
    private final ArrayDeque<Integer> free = new ArrayDeque<>();

    SocketTable() {
        IntStream.range(0, Transport.SOCKET_LIMIT).forEach(free::add);
    }

    /** The number free for longest, or {@link #FULL}. */
    int takeNumber() {
        Integer number = free.poll();
        return number == null ? FULL : number;
    }

    void giveBack(int number) {
        free.add(number);
    }

    /** The socket of that number; {@code null} if there is none. */
    OpenSocket find(int number) {
        return number < 0 || number >= Transport.SOCKET_LIMIT ? null : sockets.get(number);
    }

    void put(int number, OpenSocket socket) {
        sockets.set(number, socket);
    }

    /** Takes the socket out of the table; {@code null} if there is none. */
    OpenSocket remove(int number) {
        return number < 0 || number >= Transport.SOCKET_LIMIT ? null : sockets.getAndSet(number, null);
    }
}
