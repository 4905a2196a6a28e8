package org.multiwanbond.netlab.sim.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.netlab.sim.CableLab.MS;
import static org.multiwanbond.netlab.sim.CableLab.SECOND;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiwanbond.netlab.sim.CableLab;
import org.multiwanbond.netlab.sim.SimPing;

class SimTcpTest {
    private static final String CABLE = "rate=50mbit delay=10ms queue=100ms";

    /** What 50 Mbit/s of IP carry in segments of 1 448 octets. */
    private static final double PAYLOAD_MBPS = 50.0 * 1_448 / 1_500;

    @ParameterizedTest
    @EnumSource(Congestion.class)
    void fillsALink(Congestion congestion) {
        TcpFigures figures = run(CABLE, congestion, 1, 20);
        assertThat(figures.goodputMbps()).hasSize(20);
        assertThat(figures.meanMbps(1)).isBetween(0.93 * PAYLOAD_MBPS, PAYLOAD_MBPS + 0.1);
        assertThat(figures.goodputMbps().get(0)).isGreaterThan(0.85 * PAYLOAD_MBPS);
        assertThat(figures.counts().timeouts()).isZero();
        assertThat(figures.minRttMs()).isBetween(20.0, 20.5);
    }

    @Test
    void letsCubicFillTheQueueAndBbrLeaveItAlone() {
        assertThat(run(CABLE, Congestion.CUBIC, 1, 10).smoothedRttMs()).isGreaterThan(60);
        assertThat(run(CABLE, Congestion.BBR, 1, 10).smoothedRttMs()).isLessThan(30);
    }

    @Test
    void makesCubicPayForLossAsTheFormulaSaysAndBbrNot() {
        for (int seed = 1; seed <= 3; seed++) {
            double cubic = run(CABLE + " loss=1%", Congestion.CUBIC, seed, 30).meanMbps(2);
            // Mathis et al. 1997: MSS / RTT * sqrt(3 / 2p); RFC 9438 §4.3 promises no less in this region.
            double formula = 1_448 * 8 / 0.0205 * Math.sqrt(1.5 / 0.01) / 1e6;
            assertThat(cubic).isBetween(0.6 * formula, 1.6 * formula);
            double bbr = run(CABLE + " loss=1%", Congestion.BBR, seed, 30).meanMbps(2);
            assertThat(bbr).isGreaterThan(0.9 * PAYLOAD_MBPS);
        }
    }

    @ParameterizedTest
    @EnumSource(Congestion.class)
    void timesOutAtABlackholeAndComesBack(Congestion congestion) {
        CableLab lab = new CableLab(CABLE, 5);
        SimTcp tcp = stream(lab, congestion, 1);
        lab.loop.runFor(3 * SECOND);
        assertThat(tcp.figures().counts().timeouts()).isZero();

        tcp.resetGap();
        lab.cable.alter("blackhole=true");
        lab.loop.runFor(SECOND);
        // RFC 6298 §5.5: each doubles the next, so not many fit.
        assertThat(tcp.figures().counts().timeouts()).isBetween(1L, 3L);
        lab.cable.alter("blackhole=false");
        lab.loop.runFor(9 * SECOND);
        TcpFigures figures = tcp.figures();
        assertThat(figures.longestGapMs()).isBetween(1_000.0, 3_000.0);
        assertThat(figures.meanMbps(10)).isGreaterThan(0.9 * PAYLOAD_MBPS);
    }

    @Test
    void waitsForAPathThatIsNotReady() {
        CableLab lab = new CableLab(CABLE + " blackhole=true", 5);
        SimTcp tcp = stream(lab, Congestion.CUBIC, 1);
        lab.loop.runFor(SECOND / 2);
        lab.cable.alter("blackhole=false");
        lab.loop.runFor(5 * SECOND);
        assertThat(tcp.figures().counts().timeouts()).isZero();
        assertThat(tcp.figures().goodputMbps().get(0)).isZero();
        // The third second holds the answer to the first full queue.
        assertThat(tcp.figures().goodputMbps().get(4)).isGreaterThan(0.93 * PAYLOAD_MBPS);
    }

    @Test
    void survivesACutShorterThanATimeOut() {
        CableLab lab = new CableLab(CABLE, 5);
        SimTcp tcp = stream(lab, Congestion.CUBIC, 1);
        lab.loop.runFor(3 * SECOND);
        lab.cable.alter("blackhole=true");
        lab.loop.runFor(60 * MS);
        lab.cable.alter("blackhole=false");
        lab.loop.runFor(3 * SECOND);
        assertThat(tcp.figures().counts().timeouts()).isZero();
        assertThat(tcp.figures().counts().retransmissions()).isPositive();
        assertThat(tcp.figures().meanMbps(4)).isGreaterThan(0.7 * PAYLOAD_MBPS);
    }

    @ParameterizedTest
    @EnumSource(Congestion.class)
    void learnsThatOvertakenIsNotLost(Congestion congestion) {
        TcpFigures figures = run(CABLE + " reorder=2%,5ms", congestion, 2, 10);
        assertThat(figures.counts().undone()).isPositive();
        assertThat(figures.counts().retransmissions()).isLessThan(100);
        assertThat(figures.meanMbps(1)).isGreaterThan(0.93 * PAYLOAD_MBPS);
    }

    @Test
    void feelsTheStallsOfALink() {
        TcpFigures figures = run("rate=30mbit delay=40ms stall=200ms/5s", Congestion.CUBIC, 4, 20);
        assertThat(figures.longestGapMs()).isBetween(190.0, 700.0);
        assertThat(figures.meanMbps(2)).isBetween(15.0, 29.0);
    }

    @Test
    void sharesALinkAndDelaysAPing() {
        CableLab lab = new CableLab(CABLE, 6);
        SimTcp[] streams = new SimTcp[4];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = stream(lab, Congestion.CUBIC, i);
        }
        SimPing ping = new SimPing(lab.client, lab.server, 7);
        lab.loop.add(ping);
        lab.loop.runFor(20 * SECOND);
        double sum = 0;
        for (SimTcp tcp : streams) {
            double mbps = tcp.figures().meanMbps(2);
            assertThat(mbps).isBetween(PAYLOAD_MBPS / 16, PAYLOAD_MBPS / 2);
            sum += mbps;
        }
        assertThat(sum).isGreaterThan(0.97 * PAYLOAD_MBPS);
        assertThat(ping.rttMs(0.95)).isBetween(60.0, 125.0);
    }

    @Test
    void givesTheSameFiguresForTheSameSeed() {
        String link = CABLE + " loss=0.5% jitter=3ms";
        for (Congestion congestion : Congestion.values()) {
            TcpFigures figures = run(link, congestion, 9, 5);
            assertThat(run(link, congestion, 9, 5)).isEqualTo(figures);
            assertThat(run(link, congestion, 10, 5)).isNotEqualTo(figures);
        }
    }

    @Test
    void sendsNothingNewOnceStopped() {
        CableLab lab = new CableLab(CABLE, 5);
        SimTcp tcp = stream(lab, Congestion.CUBIC, 1);
        lab.loop.runFor(2 * SECOND);
        tcp.stop();
        lab.loop.runFor(SECOND);
        long segments = tcp.figures().counts().segments();
        lab.loop.runFor(5 * SECOND);
        assertThat(tcp.figures().counts().segments()).isEqualTo(segments);
        assertThat(tcp.figures().counts().timeouts()).isZero();
    }

    private static TcpFigures run(String link, Congestion congestion, int seed, int seconds) {
        CableLab lab = new CableLab(link, seed);
        SimTcp tcp = stream(lab, congestion, seed);
        lab.loop.runFor(seconds * SECOND);
        System.out.println(congestion + " " + tcp.figures());
        return tcp.figures();
    }

    private static SimTcp stream(CableLab lab, Congestion congestion, int number) {
        SimTcp tcp = new SimTcp(lab.client, lab.server, 40_000 + number, 5_000 + number, congestion, number);
        lab.loop.add(tcp);
        return tcp;
    }
}
