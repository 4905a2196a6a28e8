package org.multiwanbond.netlab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.netlab.sim.CableLab.SECOND;

import org.junit.jupiter.api.Test;
import org.multiwanbond.netlab.link.LinkEvent;

class SimPingTest {
    private final CableLab lab = new CableLab("rate=50mbit delay=10ms", 3);
    private final SimPing ping = new SimPing(lab.client, lab.server, 7);

    @Test
    void measuresTheRoundTripBothWays() {
        lab.loop.add(ping);
        lab.loop.runFor(2 * SECOND);
        assertThat(ping.sent()).isEqualTo(42);
        assertThat(ping.answered()).isEqualTo(40);
        assertThat(ping.rttMs(0.5)).isBetween(20.0, 20.1);

        ping.reset();
        lab.cable.alter("delay=30ms");
        lab.loop.runFor(2 * SECOND);
        assertThat(ping.rttMs(0)).isBetween(60.0, 60.1);
    }

    @Test
    void missesWhatIsLost() {
        lab.cable.alterUp("blackhole=true");
        lab.loop.add(ping).runFor(2 * SECOND);
        assertThat(ping.answered()).isZero();
        assertThat(ping.rttMs(0.5)).isNaN();
    }

    @Test
    void followsTheChangesOfAScript() {
        LinkScript script = new LinkScript()
                .at(SECOND, () -> lab.cable.alter("delay=50ms"))
                .every(2 * SECOND, () -> lab.cable.alter("blackhole=true"), () -> lab.cable.alter("blackhole=false"));
        lab.loop.add(script).add(ping);
        lab.loop.runFor(1_950_000_000L);
        assertThat(ping.rttMs(1)).isBetween(100.0, 100.1);
        int before = ping.answered();
        lab.loop.runFor(2 * SECOND);
        assertThat(ping.answered()).isEqualTo(before);
        lab.loop.runFor(2 * SECOND);
        assertThat(ping.answered()).isBetween(before + 36, before + 40);
        assertThat(lab.cable.upStats().packets(LinkEvent.BLACKHOLED)).isPositive();
    }

    @Test
    void countsWhatTheFullQueueOfTheDeviceRefuses() {
        for (int i = 0; i < 2_001; i++) {
            lab.client.send(new byte[100]);
        }
        assertThat(lab.client.refusedPackets()).isEqualTo(1);
    }
}
