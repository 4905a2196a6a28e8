package org.multiwanbond.tunnel.tun;

import java.util.Random;

/** Packets of some flows, mostly in order, with whatever may interrupt a series of them. Confined to one test. */
final class Traffic {
    private final Random random;
    private final TestPacket[] flows;
    private final int[] sizes;
    private int burstOf;

    Traffic(Random random, int count) {
        this.random = random;
        flows = new TestPacket[count];
        sizes = new int[count];
        for (int i = 0; i < count; i++) {
            flows[i] = TestPacket.random(random);
            sizes[i] = 1 + random.nextInt(random.nextBoolean() ? 1_400 : 60);
            if (i > 0 && random.nextInt(3) == 0 && flows[i].ipv6 == flows[i - 1].ipv6) {
                flows[i].addresses = flows[i - 1].addresses;
            }
        }
    }

    byte[] next() {
        burstOf = random.nextInt(8) == 0 ? random.nextInt(flows.length) : burstOf;
        TestPacket flow = flows[burstOf];
        flow.payload = TestPacket.octets(random, sizes[burstOf]);
        TestPacket packet = random.nextInt(6) == 0 ? odd(flow) : flow;
        byte[] octets = packet.octets();
        flow.sequence += packet.payload.length;
        flow.ident = flow.ident + 1 & 0xffff;
        if (random.nextInt(30) == 0) {
            octets[random.nextInt(octets.length)] ^= 1 << random.nextInt(8);
        }
        return octets;
    }

    /** The flow's next packet with something about it. */
    private TestPacket odd(TestPacket flow) {
        TestPacket packet = flow.copy();
        switch (random.nextInt(14)) {
            case 0 -> packet.payload = TestPacket.octets(random, random.nextInt(packet.payload.length + 1));
            case 1 -> packet.payload = TestPacket.octets(random, packet.payload.length + random.nextInt(100));
            case 2 -> packet.flags = random.nextInt(256);
            case 3 -> packet.flags |= Ip.TCP_PSH;
            case 4 -> packet.tos ^= 1 << random.nextInt(8);
            case 5 -> packet.hops = 1 + random.nextInt(255);
            case 6 -> packet.ident = random.nextInt(0x1_0000);
            case 7 -> packet.fragment = random.nextInt(0x1_0000);
            case 8 -> packet.sequence += random.nextInt(5) - 2;
            case 9 -> flow.acknowledgment = packet.acknowledgment = random.nextInt();
            case 10 -> flow.window = packet.window = random.nextInt(0x1_0000);
            case 11 -> flow.options = packet.options = TestPacket.octets(random, random.nextInt(11) * 4);
            case 12 -> packet.extensions = packet.ipv6 ? TestPacket.octets(random, 8) : packet.extensions;
            default -> packet.payload = new byte[0];
        }
        return packet;
    }
}
