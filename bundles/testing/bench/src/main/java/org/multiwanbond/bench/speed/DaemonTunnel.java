package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Path;

/** A tunnel of two daemons with their files in one folder. Confined to one thread. */
abstract class DaemonTunnel implements Tunnel {
    private final Field field;
    private final Path folder;
    private final Ends ends;

    DaemonTunnel(Field field, Path folder, Ends ends) {
        this.field = field;
        this.folder = folder;
        this.ends = ends;
    }

    /**
     * Both ends, running.
     *
     * @param serverInside the server's address inside
     */
    record Ends(Daemon client, Daemon server, String serverInside) {}

    @Override
    public final Field field() {
        return field;
    }

    @Override
    public final String serverInside() {
        return ends.serverInside();
    }

    @Override
    public final long clientPid() {
        return ends.client().pid();
    }

    @Override
    public final long serverPid() {
        return ends.server().pid();
    }

    @Override
    public final boolean isSound() {
        return ends.client().isRunning() && ends.server().isRunning();
    }

    @Override
    public void close() throws IOException {
        ends.client().close();
        ends.server().close();
        Folders.delete(folder);
    }
}
