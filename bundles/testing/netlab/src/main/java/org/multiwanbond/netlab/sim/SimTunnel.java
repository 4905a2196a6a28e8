package org.multiwanbond.netlab.sim;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/** A tunnel device whose host is the test: it sends packets in and takes packets out. Confined to one thread. */
public final class SimTunnel implements TunnelDevice {
    /** Packets the host can leave unread, as many as our TUN device asks the kernel to hold. */
    private static final int QUEUE_PACKETS = 2_000;

    private final ArrayDeque<byte[]> fromHost = new ArrayDeque<>();
    private final ArrayDeque<byte[]> toHost = new ArrayDeque<>();
    private final Runnable onClose;
    private TunnelDeviceSettings settings;
    private boolean gone;

    SimTunnel(TunnelDeviceSettings settings, Runnable onClose) {
        this.settings = settings;
        this.onClose = onClose;
    }

    /** What the device was last told to be. */
    public TunnelDeviceSettings settings() {
        return settings;
    }

    /** The host sends a packet into the tunnel; answers false if the device's queue is full or the packet too long. */
    public boolean hostSends(byte[] packet) {
        boolean taken = !gone && fromHost.size() < QUEUE_PACKETS && packet.length <= settings.mtuBytes();
        if (taken) {
            fromHost.add(packet.clone());
        }
        return taken;
    }

    /** The next packet that came out of the tunnel, empty if there is none. */
    public Optional<byte[]> hostReceives() {
        return Optional.ofNullable(toHost.poll());
    }

    /** Packets sent by the host and not yet read by the engine. */
    public int unreadPackets() {
        return fromHost.size();
    }

    /** Takes the device away, as when somebody deletes it. */
    public void vanish() {
        gone = true;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public void configure(TunnelDeviceSettings changed) {
        settings = changed;
    }

    @Override
    public int read(PacketBatch into, long waitNs) {
        if (gone) {
            return GONE;
        }
        int packets = 0;
        while (!fromHost.isEmpty() && into.freeBytes() >= fromHost.peek().length) {
            byte[] packet = fromHost.remove();
            System.arraycopy(packet, 0, into.slab(), into.freeOffset(), packet.length);
            into.append(packet.length);
            packets++;
        }
        return packets;
    }

    @Override
    public void write(byte[] packet, int offset, int lengthBytes) {
        toHost.add(Arrays.copyOfRange(packet, offset, offset + lengthBytes));
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
    public void close() {
        gone = true;
        onClose.run();
    }
}
