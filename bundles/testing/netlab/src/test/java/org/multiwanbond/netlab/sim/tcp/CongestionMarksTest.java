package org.multiwanbond.netlab.sim.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.netlab.sim.CableLab.SECOND;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.netlab.link.LinkSettings;
import org.multiwanbond.netlab.sim.CableLab;
import org.multiwanbond.netlab.sim.Ipv4Header;
import org.multiwanbond.netlab.sim.SimCable;
import org.multiwanbond.netlab.sim.SimClock;
import org.multiwanbond.netlab.sim.SimLoop;
import org.multiwanbond.netlab.sim.SimNetwork;
import org.multiwanbond.netlab.sim.SimParticipant;
import org.multiwanbond.netlab.sim.SimStack;
import org.multiwanbond.netlab.sim.SimTunnel;

/** A router before the cable marks every thousandth packet that may be marked. */
class CongestionMarksTest {
    private final PacketBatch batch = new PacketBatch(512, 512 * 1_500);
    private final SimTunnel near = CableLab.tunnel();
    private final SimTunnel router = CableLab.tunnel();
    private final SimTunnel far = CableLab.tunnel();
    private final SimLoop loop = new SimLoop(new SimNetwork(new SimClock(0), 1));
    private int markable;
    private int marked;

    @Test
    void reduceTheWindowWithoutALoss() {
        TcpFigures figures = run(stream().useEcn());
        assertThat(marked).isPositive();
        assertThat(figures.counts().reductions()).isBetween(marked / 2L, (long) marked);
        assertThat(figures.counts().retransmissions()).isZero();
        assertThat(figures.smoothedRttMs()).isLessThan(50);
    }

    @Test
    void areNotPutOnPacketsThatDoNotAskForThem() {
        run(stream());
        assertThat(markable).isZero();
    }

    private TcpFigures run(SimTcp tcp) {
        loop.add(this::route);
        loop.add(new SimCable(router, far, LinkSettings.parse("rate=50mbit delay=10ms"), 1));
        loop.add(tcp);
        loop.runFor(5 * SECOND);
        return tcp.figures();
    }

    private SimTcp stream() {
        SimStack client = new SimStack(near, "10.99.0.2");
        SimStack server = new SimStack(far, "10.99.0.1");
        return new SimTcp(client, server, 40_000, 5_000, Congestion.CUBIC, 1);
    }

    private long route(long nowNs) {
        near.read(batch, 0);
        for (int i = 0; i < batch.count(); i++) {
            byte[] octets = new byte[batch.lengthBytes(i)];
            System.arraycopy(batch.slab(), batch.offset(i), octets, 0, octets.length);
            mark(ByteBuffer.wrap(octets));
            router.hostSends(octets);
        }
        batch.clear();
        for (Optional<byte[]> back = router.hostReceives(); back.isPresent(); back = router.hostReceives()) {
            near.write(back.get(), 0, back.get().length);
        }
        return SimParticipant.NEVER;
    }

    private void mark(ByteBuffer packet) {
        if (Ipv4Header.ecn(packet) != 0 && ++markable % 1_000 == 0) {
            Ipv4Header.ecn(packet, Ipv4Header.ECN_CE);
            marked++;
        }
    }
}
