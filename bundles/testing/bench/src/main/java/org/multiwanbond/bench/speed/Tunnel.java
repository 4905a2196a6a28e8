package org.multiwanbond.bench.speed;

import java.io.IOException;

/** A tunnel that runs between the namespaces of a field. Confined to one thread. */
interface Tunnel extends AutoCloseable {
    /** Where it runs. */
    Field field();

    /** Its server's address inside. */
    String serverInside();

    /** The process of its client. */
    long clientPid() throws IOException;

    /** The process of its server. */
    long serverPid() throws IOException;

    /** Whether both processes live. */
    boolean isSound();

    /** What it says of itself, for the file of results. */
    String testimony();

    @Override
    void close() throws IOException;
}
