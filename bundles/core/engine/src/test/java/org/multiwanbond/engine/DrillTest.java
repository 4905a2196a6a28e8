package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.status.DrillRefused;
import org.multiwanbond.api.status.DrillReport;
import org.multiwanbond.api.status.FlowScore;
import org.multiwanbond.api.status.FlowStatus;

/** A link cut on purpose, and the look at flows, in a simulated bond. */
class DrillTest {
    @TempDir
    Path state;

    private SimBond bond;
    private SimFlow up;
    private SimFlow down;

    private void establish(String... links) {
        bond = SimBond.established(state, links);
        up = new SimFlow(bond, bond.clientTunnel(), bond.serverTunnel(), "10.99.0.2", "10.99.0.1");
        down = new SimFlow(bond, bond.serverTunnel(), bond.clientTunnel(), "10.99.0.1", "10.99.0.2");
    }

    private <T> T answer(CompletableFuture<T> asked) {
        bond.loop.runUntil(asked::isDone, 1_000 * SimBond.MS);
        return asked.join();
    }

    private DrillReport drill(String wan, int seconds, boolean force) throws DrillRefused {
        Drill.Hand hand = new Drill.Hand() {
            @Override
            public void cut(String link, boolean cut) {
                answer(bond.client.inquire((inquiry, nowNs) -> inquiry.cut(link, cut, nowNs)));
            }

            @Override
            public void pause(long ns) {
                up.run(2);
                down.run(2);
                up.received();
                down.received();
            }
        };
        return new Drill(() -> bond.status(bond.client), bond.network.clock()::nowNs, hand).run(wan, seconds, force);
    }

    @Test
    void reportsDetectionGapAndReturn() throws DrillRefused {
        establish("rate=50mbit delay=10ms", "rate=30mbit delay=25ms", "rate=20mbit delay=40ms");
        up.run(2_000);
        DrillReport report = drill("wan0", 1, false);
        System.out.println(report);
        assertThat(report.detectionMs()).isBetween(1.0, 300.0);
        assertThat(report.longestGapMs()).isBetween(report.gapBeforeMs(), 300.0);
        assertThat(report.returnMs()).isBetween(1.0, 5_000.0);
        assertThat(report.deliveredPackets()).isGreaterThan(1_000);
        assertThat(report.resentUnits()).isPositive();
        assertThat(report.lostUnits()).isZero();
        bond.loop.runFor(SimBond.MS * 1_000);
        assertThat(up.received()).hasSameSizeAs(up.sent());
        assertThat(bond.isUp(3)).isTrue();
    }

    @Test
    void sparesTheLastLinkUnlessForced() throws DrillRefused {
        establish("rate=50mbit delay=10ms");
        assertThatThrownBy(() -> drill("wan0", 1, false))
                .isInstanceOf(DrillRefused.class)
                .hasMessage("Link wan0 is the last that works for server: all traffic would stop. "
                        + "Add --force to cut it all the same.");
        assertThat(drill("wan0", 1, true).returnMs()).isBetween(1.0, 5_000.0);
    }

    @Test
    void refusesWhatIsNoLinkInUse() {
        establish("rate=50mbit delay=10ms", "rate=20mbit delay=40ms");
        assertThatThrownBy(() -> drill("wan7", 1, true))
                .isInstanceOf(DrillRefused.class)
                .hasMessage("Link wan7 carries nothing now: there is nothing to cut. Links that do: wan0, wan1.");
        assertThatThrownBy(() -> drill("wan0", 31, true))
                .isInstanceOf(DrillRefused.class)
                .hasMessage("seconds must be 1 to 30, was 31. Nothing was cut.");
    }

    @Test
    void givesEachLinkAScoreForAFlow() {
        establish("rate=50mbit delay=10ms", "rate=30mbit delay=25ms", "rate=20mbit delay=300ms");
        up.run(4_000);
        List<FlowStatus> flows = answer(bond.client.inquire((inquiry, nowNs) -> inquiry.flows(nowNs)));
        System.out.println(flows);
        FlowStatus flow = flows.get(0);
        assertThat(List.of(flow.peer(), flow.protocol(), flow.source(), flow.target(), flow.trafficClass()))
                .containsExactly("server", "udp", "10.99.0.2:1000", "10.99.0.1:2000", "bulk");
        assertThat(flow.packetBytes()).isEqualTo(1_300);
        assertThat(flow.flyingPackets()).isPositive();
        assertThat(flow.scores()).extracting(FlowScore::wan).containsExactly("wan0", "wan1", "wan2");
        assertThat(flow.scores().get(0).excluded()).isEmpty();
        assertThat(flow.scores().get(2).excluded())
                .startsWith("arrives 2")
                .endsWith("ms after the soonest path, more than 150 ms");
        FlowScore first = flow.scores().get(0);
        assertThat(first.arrivalNs()).isEqualTo(first.backlogNs() + first.sendingNs() + first.delayNs());
    }
}
