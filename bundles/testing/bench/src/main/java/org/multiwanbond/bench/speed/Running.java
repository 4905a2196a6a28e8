package org.multiwanbond.bench.speed;

import java.io.IOException;

/**
 * A tunnel that runs, with what transfers through it. Confined to one thread.
 *
 * @param tunnel itself
 * @param transfers through it
 */
record Running(Tunnel tunnel, Transfers transfers) implements AutoCloseable {
    static Running of(Tunnel tunnel) throws IOException {
        return new Running(tunnel, new Transfers(tunnel));
    }

    /** It as ours; only for those that are. */
    OurTunnel ours() {
        return (OurTunnel) tunnel;
    }

    @Override
    public void close() throws IOException {
        transfers.close();
        tunnel.close();
    }
}
