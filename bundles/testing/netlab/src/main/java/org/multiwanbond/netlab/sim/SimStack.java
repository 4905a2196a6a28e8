package org.multiwanbond.netlab.sim;

import java.net.Inet4Address;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.api.net.Addresses;

/** The IPv4 host behind a tunnel device: gives each packet that comes out to the flow of its port. Confined to one thread. */
public final class SimStack {
    /** Where TCP (RFC 9293) and UDP (RFC 768) have their target port, behind an IPv4 header without options. */
    private static final int TARGET_PORT_AT = 20 + 2;

    private final Map<Integer, Receiver> receivers = new HashMap<>();
    private final SimTunnel tunnel;
    private final Inet4Address address;
    private long refused;
    private long strange;

    /** A host with this literal IPv4 address. */
    public SimStack(SimTunnel tunnel, String address) {
        this.tunnel = tunnel;
        this.address = (Inet4Address) Addresses.parse(address);
    }

    /** The host's address. */
    public Inet4Address address() {
        return address;
    }

    /** Longest packet that the tunnel takes now. */
    public int mtuBytes() {
        return tunnel.settings().mtuBytes();
    }

    /** From now on packets to this port, of either protocol, go to this receiver. */
    public void listen(int port, Receiver receiver) {
        if (receivers.putIfAbsent(port, receiver) != null) {
            throw new IllegalArgumentException("Port " + port + " of " + address.getHostAddress() + " is taken.");
        }
    }

    /** Sends a packet; answers false if the device dropped it. */
    public boolean send(byte[] packet) {
        boolean taken = tunnel.hostSends(packet);
        refused += taken ? 0 : 1;
        return taken;
    }

    /** Hands out all packets that came out of the tunnel; every flow of the host calls it when it acts. */
    public void drain(long nowNs) {
        for (Optional<byte[]> next = tunnel.hostReceives(); next.isPresent(); next = tunnel.hostReceives()) {
            byte[] packet = next.get();
            Receiver receiver = packet.length < TARGET_PORT_AT + 2 ? null : receivers.get(targetPort(packet));
            if (receiver == null) {
                strange++;
            } else {
                receiver.received(packet, nowNs);
            }
        }
    }

    /** Packets that the device dropped because its queue was full or they were too long. */
    public long refusedPackets() {
        return refused;
    }

    /** Packets that nobody listened for. */
    public long strangePackets() {
        return strange;
    }

    private static int targetPort(byte[] packet) {
        return (packet[TARGET_PORT_AT] & 0xff) << 8 | packet[TARGET_PORT_AT + 1] & 0xff;
    }

    /** One end of a flow. Called by the simulation's thread only. */
    @FunctionalInterface
    public interface Receiver {
        /** Takes a packet addressed to its port. */
        void received(byte[] packet, long nowNs);
    }
}
