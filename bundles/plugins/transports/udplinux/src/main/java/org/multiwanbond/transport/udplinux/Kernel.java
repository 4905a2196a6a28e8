package org.multiwanbond.transport.udplinux;

import org.multiwanbond.api.HotPath;

/**
 * The system calls we need; a seam, so that tests can plant failures. What is below 0 is an error number of errno.h,
 * negated. No call waits but {@link #sleep}. Thread-safe.
 */
@HotPath
interface Kernel {
    /** A new UDP socket. */
    int socket(int family);

    int setOption(int socket, int level, int option, int value);

    /** Sets an option whose value is in memory. */
    int setOption(int socket, int level, int option, long value, int valueBytes);

    /** The value of an option that is not negative. */
    int option(int socket, int level, int option);

    int bindToDevice(int socket, String device);

    int bind(int socket, long address, int addressBytes);

    /** The port a socket is bound to. */
    int port(int socket);

    /** Sends messages in order until one fails; the number sent, or why the first failed. */
    int send(int socket, MessageTable messages, int from, int count);

    /** Fills messages, from the first on, with what has arrived; their number. */
    int receive(int socket, MessageTable messages);

    /** A new list of sockets to look after. */
    int poller();

    /** Adds a socket, with what to ask about it and its number in a {@code struct epoll_event}. */
    int watch(int poller, int socket, long event);

    /** Writes events of sockets that have something; their number. */
    int ready(int poller, long events, int most);

    /** A new descriptor that becomes readable when 8 octets, not all zero, are written. */
    int event();

    /** Waits until one of several {@code struct pollfd} has something. */
    int sleep(long entries, int count, long timeout);

    int read(int descriptor, long memory, int lengthBytes);

    int write(int descriptor, long memory, int lengthBytes);

    int close(int descriptor);
}
