package org.multiwanbond.api.transport;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told when the system refuses to send. Called on any thread; must not block. */
@ConsumerType
@FunctionalInterface
public interface SocketListener {
    /**
     * A datagram could not leave by this socket.
     *
     * @param socket as {@link Transport#open} gave it
     * @param cause one of the constants of {@link SendFailure}
     */
    void sendFailed(int socket, SendFailure cause);
}
