package org.multiwanbond.engine;

import java.util.concurrent.Semaphore;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/** Stands where there is no tunnel device: nothing comes, what is written is lost. Thread-safe. */
final class NoTunnel implements TunnelDevice {
    private final Semaphore wakeUps = new Semaphore(0);

    @Override
    public String name() {
        return "";
    }

    @Override
    public void configure(TunnelDeviceSettings settings) {
        // There is nothing to configure.
    }

    @Override
    public int read(PacketBatch into, long waitNs) {
        Waiting.until(wakeUps, waitNs);
        return 0;
    }

    @Override
    public void write(byte[] packet, int offset, int lengthBytes) {
        // There is nowhere to write to.
    }

    @Override
    public void flush() {
        // Nothing is queued.
    }

    @Override
    public long refusedPackets() {
        return 0;
    }

    @Override
    public void wakeUp() {
        wakeUps.release();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
