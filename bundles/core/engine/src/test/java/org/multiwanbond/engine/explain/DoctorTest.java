package org.multiwanbond.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.DataUse;
import org.multiwanbond.api.status.Finding;

/** What the doctor says of a bond that is worse in one respect. */
class DoctorTest {
    private final Scene scene = new Scene();

    private void finds(Finding.Severity severity, String what, String why, String advice) {
        assertThat(scene.findings())
                .contains(new Finding(severity, what, why, advice))
                .allSatisfy(finding -> assertThat(finding.why()).endsWith("."))
                .allSatisfy(finding -> assertThat(finding.advice()).matches("|.*\\."));
    }

    private void warns(String what, String why, String advice) {
        finds(Finding.Severity.WARN, what, why, advice);
    }

    private void informs(String what, String why, String advice) {
        finds(Finding.Severity.INFO, what, why, advice);
    }

    private static Map<String, Double> threads(double send, double receive) {
        return Map.of("mwb-send-0", send, "mwb-receive-0", receive);
    }

    @Test
    void saysInOneSentenceThatAllIsWell() {
        assertThat(scene.findings())
                .containsExactly(new Finding(
                        Finding.Severity.OK,
                        "bond",
                        "All is well: 2 of 2 paths are in use, and neither losses nor delays nor this machine"
                                + " hold the bond back.",
                        ""));
    }

    @Test
    void namesALossyLinkAndWhatItsLossCosts() {
        scene.lte.lossRatio = 0.042;
        scene.lte.lostPackets = 42;
        scene.resent = 31;
        warns(
                "lte",
                "Link lte loses 4.2 % of its packets; retransmissions cost 3.1 % of what is sent.",
                "Look at its radio signal, cabling or modem; fec = auto hides single losses.");
    }

    @Test
    void namesALinkWhoseDataPlanIsUsedUp() {
        scene.lte.plan = Optional.of(new DataPlan(1_000, DataPlan.Period.DAY, 1, DataPlan.Action.STANDBY));
        scene.lte.dataUse = Optional.of(new DataUse(999, LocalDate.of(2026, 12, 5)));
        assertThat(scene.findings()).noneMatch(finding -> finding.why().contains("data plan"));
        scene.lte.dataUse = Optional.of(new DataUse(1_000, LocalDate.of(2026, 12, 5)));
        warns(
                "lte",
                "Link lte has used up its data plan: it carries data only while no other link can.",
                "It counts anew from 2026-12-05; until then quotaGb and quotaAction in"
                        + " org.multiwanbond.wan-lte.cfg decide.");
    }

    @Test
    void tellsALossThatIsOver() {
        scene.lte.lossRatio = 0.06;
        informs("lte", "Link lte lost 6.0 % of its latest packets, none within the last second.", "");
    }

    @Test
    void saysThatALinkIsLeftOutForItsLoss() {
        scene.lte.lossRatio = 0.2;
        scene.lte.lostPackets = 200;
        warns(
                "lte",
                "Link lte loses 20 % of its packets: beyond 10 % traffic is not spread over it while another"
                        + " link works.",
                "Mend the link, or pause it with wan:pause lte.");
    }

    @Test
    void saysThatALinkTooLateIsUsedAlone() {
        scene.lte.delayNs = 300 * Scene.MS;
        warns(
                "lte",
                "Link lte delivers 290 ms later than fiber: beyond 150 ms a link is not used beside another, only alone.",
                "Give it role = backup in org.multiwanbond.wan-lte.cfg, since it is one.");
    }

    @Test
    void saysWhatALateLinkCosts() {
        scene.lte.delayNs = 110 * Scene.MS;
        informs(
                "lte",
                "Link lte delivers 100 ms later than fiber: packets are held up to 80 ms to restore their order.",
                "");
    }

    @Test
    void namesALinkThatDeliversUnevenly() {
        scene.lte.jitterNs = 40 * Scene.MS;
        warns(
                "lte",
                "Link lte delivers unevenly, by 40 ms on average: packets are held up to 80 ms to restore their order.",
                "Look at its radio signal, or what else it carries.");
    }

    @Test
    void namesALinkWithAQueue() {
        scene.lte.queueNs = 120 * Scene.MS;
        warns(
                "lte",
                "Packets wait 120 ms in the queue of link lte: it carries less than the 50.0 Mbit/s believed,"
                        + " or others fill it too.",
                "Keep other traffic off the link, or cap it with uploadMbit in org.multiwanbond.wan-lte.cfg.");
    }

    @Test
    void namesAThreadThatFillsItsCore() {
        scene.machine = new Machine(4, 1.2, threads(0.97, 0.2), 0, 0, 0, 0);
        warns(
                "processor",
                "Thread mwb-send-0 uses 97 % of a core: the processor limits the bond.",
                "Use a faster core, or a cipher it has instructions for, such as aes-128-gcm.");
    }

    @Test
    void seesThatTheWholeMachineIsBusy() {
        scene.machine = new Machine(2, 1.96, threads(0.8, 0.8), 0, 0, 0, 0);
        warns(
                "processor",
                "The process uses 98 % of the machine's 2 core(s): the processor limits the bond.",
                "Stop other work on this machine, or give it more or faster cores.");
    }

    @Test
    void seesThatTheCollectorTakesTime() {
        scene.machine = new Machine(4, 1, threads(0.5, 0.5), 0.072, 0, 0, 0);
        warns(
                "memory",
                "The garbage collector takes 7.2 % of the time, and packets wait meanwhile.",
                "Give the process more memory: set MWB_HEAP before bin/start.");
    }

    @Test
    void countsWhatTheKernelDroppedAtASocket() {
        scene.machine = new Machine(4, 1, threads(0.5, 0.5), 0, 17, 0, 212_992);
        warns(
                "socket",
                "The kernel dropped 17 datagrams within a second because a socket's receive buffer was full"
                        + " (net.core.rmem_max is 212992 octets).",
                "Allow larger buffers: sysctl -w net.core.rmem_max=8388608, then restart.");
    }

    @Test
    void countsWhatWasDroppedAtTheTunnelDevice() {
        scene.machine = new Machine(4, 1, threads(0.5, 0.5), 0, 0, 9, 0);
        warns(
                "tunnel",
                "9 packets were dropped within a second between host and tunnel device, because the engine did not"
                        + " read them in time or the host refused them.",
                "Look for a full processor; a longer queue helps bursts: ip link set dev mwb0 txqueuelen 2000.");
    }

    @Test
    void namesALinkThatCutsPacketsIntoPieces() {
        scene.lte.payloadBytes = 1_372;
        warns(
                "lte",
                "Link lte carries 1372 octets at once, a full packet of the tunnel needs 1440: such packets go in fragments.",
                "Set mtu = 1330 in org.multiwanbond.bond.cfg on both ends.");
    }

    @Test
    void seesALinkThatSendsAndHearsNothing() {
        scene.lte.receivedPackets = 0;
        warns(
                "lte",
                "Link lte works in one direction only: 1000 datagrams left on it within a second and none came.",
                "Look for a firewall or NAT that lets UDP out and not in.");
    }

    @Test
    void seesALinkThatHearsButIsNotHeard() {
        scene.lte.state = PathState.DOWN;
        scene.lte.receivedPackets = 60;
        warns(
                "lte",
                "Link lte works in one direction only: 60 datagrams came on it within a second, but ours are not answered.",
                "Look for a firewall, or a NAT that forgot its mapping.");
    }

    @Test
    void saysHowLongALinkIsHeldDown() {
        scene.lte.state = PathState.DOWN;
        scene.held.add(new Setup.Held("server", 1, 7_500 * Scene.MS));
        warns(
                "lte",
                "Link lte failed again and again and is held down for another 8 s, even if it answers.",
                "Wait, or look why it flaps; holdDown = false in org.multiwanbond.bond.cfg switches this off.");
    }

    @Test
    void saysSinceWhenALinkIsDownAndWhy() {
        scene.lte.state = PathState.DOWN;
        scene.lte.reason = "does not answer";
        scene.lte.receivedPackets = 0;
        warns("lte", "Link lte is down for 60 s: does not answer.", "Check the link; it is used again by itself.");
    }

    @Test
    void saysThatNothingIsUsable() {
        scene.links.forEach(link -> link.state = PathState.DOWN);
        scene.waitingPackets = 40;
        finds(
                Finding.Severity.FAIL,
                "server",
                "No path to server is usable: 40 packets wait.",
                "See why in the table of bond:status.");
    }

    @Test
    void seesThatTheSendersWindowLimits() {
        scene.fiber.txBitsPerSecond = 12 * Scene.MBIT;
        scene.lte.txBitsPerSecond = 8 * Scene.MBIT;
        informs(
                "traffic",
                "Nothing waits for a link and 80 % of the capacity to server is free: the sending application or its"
                        + " TCP window limits, not the bond.",
                "Let the sender use a larger window (net.ipv4.tcp_wmem, tcp_rmem) or more streams.");
    }

    @Test
    void saysThatTheLinksAreFull() {
        scene.fiber.txBitsPerSecond = 49 * Scene.MBIT;
        scene.lte.txBitsPerSecond = 48 * Scene.MBIT;
        scene.waitNs = 12 * Scene.MS;
        informs(
                "traffic",
                "The links are full: 97.0 Mbit/s of 100.0 Mbit/s are sent to server, and packets wait 12 ms for one.",
                "Only faster or more links would carry more.");
    }

    @Test
    void namesTheLinkThatIsNotFilledThoughPacketsWait() {
        scene.fiber.txBitsPerSecond = 49 * Scene.MBIT;
        scene.lte.txBitsPerSecond = 10 * Scene.MBIT;
        scene.lte.phase = "drain";
        scene.lte.queueNs = 55 * Scene.MS;
        scene.waitNs = 12 * Scene.MS;
        warns(
                "lte",
                "Link lte is filled to 20 % of 50.0 Mbit/s though packets wait: its queue of 55 ms is being emptied.",
                "See the shares in bond:explain and the scores in flow:explain.");
    }

    @Test
    void saysThatAConfiguredCapHoldsALinkBack() {
        scene.lte.uploadMbit = 10;
        scene.lte.txBitsPerSecond = 9_900_000;
        informs(
                "lte",
                "Link lte carries 9.9 Mbit/s, held back by its configured cap of 10.0 Mbit/s.",
                "If the link can do more, raise uploadMbit in org.multiwanbond.wan-lte.cfg, or set it to 0.");
    }

    @Test
    void saysThatALinkIsPaused() {
        scene.lte.paused = true;
        scene.lte.hasPath = false;
        informs("lte", "Link lte is paused by a person.", "Use it again with wan:resume lte.");
        informs(
                "fiber",
                "Only fiber carries traffic to server: there is nothing to add it to.",
                "Add a link with wan:add.");
    }

    @Test
    void saysThatTheModeDoesNotAddLinksUp() {
        scene.mode = "failover";
        informs(
                "mode",
                "Mode failover uses one link at a time, so the bond is as fast as that link.",
                "Add the links up with balancer:use bonding.");
    }

    @Test
    void missesTheCodecThatIsConfigured() {
        scene.fec = "10+3";
        warns(
                "fec",
                "fec = 10+3 is configured, but no FEC codec is installed: no repair packets are sent.",
                "Install one with feature:install mwb-codec-reedsolomon, or set fec = off.");
        scene.hasCodec = true;
        assertThat(scene.findings()).noneMatch(finding -> finding.what().equals("fec"));
    }

    @Test
    void putsTheWorstFirst() {
        scene.hasSession = false;
        scene.problems.add("The server does not answer.");
        scene.machine = new Machine(1, 0.99, threads(0.1, 0.1), 0, 0, 0, 0);
        assertThat(scene.findings())
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.FAIL, Finding.Severity.WARN);
    }
}
