package org.multiwanbond.engine;

import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/** Counts what is written to it. Confined to one thread. */
public final class FakeTunnel implements TunnelDevice {
    public long packets;

    @Override
    public String name() {
        return "fake0";
    }

    @Override
    public void configure(TunnelDeviceSettings settings) {}

    @Override
    public int read(PacketBatch into, long waitNs) {
        return 0;
    }

    @Override
    public void write(byte[] packet, int offset, int lengthBytes) {
        packets++;
    }

    @Override
    public void flush() {}

    @Override
    public long refusedPackets() {
        return 0;
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
}
