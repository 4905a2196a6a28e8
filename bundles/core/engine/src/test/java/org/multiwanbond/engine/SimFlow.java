package org.multiwanbond.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.netlab.sim.SimTunnel;

/** A flow of numbered UDP packets through a simulated bond, two a millisecond: 21 Mbit/s. */
final class SimFlow {
    private static final int PACKET_BYTES = 1_300;
    private static final int NUMBER_AT = 28;

    private final List<Integer> sent = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();
    private final SimBond bond;
    private final SimTunnel from;
    private final SimTunnel to;
    private final byte[] source;
    private final byte[] target;

    SimFlow(SimBond bond, SimTunnel from, SimTunnel to, String source, String target) {
        this.bond = bond;
        this.from = from;
        this.to = to;
        this.source = Addresses.parse(source).getAddress();
        this.target = Addresses.parse(target).getAddress();
    }

    /** Sends this many packets while time passes. */
    void run(int packets) {
        for (int i = 0; i < packets; i++) {
            from.hostSends(packet(sent.size()));
            sent.add(sent.size());
            if (i % 2 == 1) {
                bond.loop.runFor(SimBond.MS);
            }
        }
    }

    private byte[] packet(int number) {
        ByteBuffer packet = ByteBuffer.allocate(PACKET_BYTES);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) PACKET_BYTES).putInt(0);
        packet.put((byte) 64).put((byte) 17).putShort((short) 0);
        packet.put(source).put(target);
        packet.putShort((short) 1000).putShort((short) 2000).putInt(0).putInt(number);
        return packet.array();
    }

    List<Integer> sent() {
        return List.copyOf(sent);
    }

    /** Numbers received so far, in the order of their arrival. */
    List<Integer> received() {
        for (Optional<byte[]> packet = to.hostReceives(); packet.isPresent(); packet = to.hostReceives()) {
            received.add(ByteBuffer.wrap(packet.get()).getInt(NUMBER_AT));
        }
        return List.copyOf(received);
    }
}
