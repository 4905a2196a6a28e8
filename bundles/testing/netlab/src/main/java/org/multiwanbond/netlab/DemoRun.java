package org.multiwanbond.netlab;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.BondLab;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.LabException;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.lab.WanPlan;
import org.multiwanbond.netlab.traffic.TcpClient;
import org.multiwanbond.netlab.traffic.TcpServer;
import org.multiwanbond.netlab.traffic.UdpReceiver;
import org.multiwanbond.netlab.traffic.UdpSender;

/** The measurements of a demonstration, one after the other. Confined to one thread. */
final class DemoRun {
    private static final int TCP_PORT = 5_201;
    private static final int UDP_PORT = 5_202;

    /** TCP's start, left out of the means. */
    private static final int SKIPPED_SECONDS = 2;

    private static final int FLOW_PER_SECOND = 100;
    private static final int FLOW_SECONDS = 12;
    private static final Duration BEFORE_CUT = Duration.ofSeconds(3);
    private static final Duration CUT = Duration.ofSeconds(5);

    private final BondLab lab;
    private final PrintStream progress;

    DemoRun(BondLab lab, PrintStream progress) {
        this.lab = lab;
        this.progress = progress;
    }

    DemoResult measure(List<WanPlan> wans, int seconds) throws IOException {
        String address = BondLab.SERVER_INSIDE + ":" + TCP_PORT;
        Command server = Command.java(TcpServer.class, List.of("--listen", address));
        lab.onClose(Background.start(lab.serverHost(), server).ready());
        List<LinkResult> links = new ArrayList<>();
        int singleSeconds = Math.max(SKIPPED_SECONDS + 3, Math.min(10, seconds / 2));
        for (WanPlan wan : wans) {
            lab.useOnly(List.of(wan.id()));
            progress.printf(Locale.ROOT, "%-9s alone, %d s: ", wan.id(), singleSeconds);
            links.add(new LinkResult(wan.id(), wan.mbit(), transfer(singleSeconds)));
        }
        lab.useOnly(lab.wanIds());
        int bondSeconds = Math.max(SKIPPED_SECONDS + 1, seconds);
        progress.printf(Locale.ROOT, "%-9s     , %d s: ", "the bond", bondSeconds);
        double bondMbps = transfer(bondSeconds);
        return new DemoResult(links, bondMbps, cut(wans.get(0).id()));
    }

    private double transfer(int seconds) throws IOException {
        List<String> words = new ArrayList<>(List.of("--to", BondLab.SERVER_INSIDE + ":" + TCP_PORT));
        words.addAll(List.of("--seconds", "" + seconds, "--skip", "" + SKIPPED_SECONDS));
        Json result = Background.start(lab.clientHost(), Command.java(TcpClient.class, words))
                .result(Duration.ofSeconds(seconds + 60L));
        double mbps = result.get("mbps").number();
        progress.printf(Locale.ROOT, "%.1f Mbit/s, each second %s%n", mbps, result.get("perSecondMbps"));
        return mbps;
    }

    private CutResult cut(String wan) throws IOException {
        progress.printf("Cutting %s for %d s under a flow of %d packets/s%n", wan, CUT.toSeconds(), FLOW_PER_SECOND);
        Background receiver = startFlow();
        Waiter.pause(BEFORE_CUT);
        long cutNs = System.nanoTime();
        lab.emulator().cut(wan);
        double detectMs = detect(wan, cutNs);
        Waiter.pause(CUT.minusNanos(System.nanoTime() - cutNs));
        lab.emulator().restore(wan);
        Json result = receiver.result(Duration.ofSeconds(60));
        lab.awaitUp(lab.wanIds());
        return new CutResult(
                detectMs,
                result.get("maxGapMs").number(),
                (long) result.get("lostPackets").number(),
                (long) result.get("sentPackets").number());
    }

    private Background startFlow() throws IOException {
        String to = BondLab.SERVER_INSIDE + ":" + UDP_PORT;
        List<String> receive = List.of("--listen", to, "--seconds", "" + (FLOW_SECONDS + 20));
        List<String> send = new ArrayList<>(List.of("--to", to, "--rate", "" + FLOW_PER_SECOND));
        send.addAll(List.of("--bytes", "1000", "--seconds", "" + FLOW_SECONDS));
        Background receiver = Background.start(lab.serverHost(), Command.java(UdpReceiver.class, receive))
                .ready();
        lab.onClose(receiver);
        lab.onClose(Background.start(lab.clientHost(), Command.java(UdpSender.class, send)));
        return receiver;
    }

    /** Milliseconds from the cut until the client took the link's path out of use, by the client's own clock. */
    private double detect(String wan, long cutNs) throws LabException {
        double[] detectMs = {Double.NaN};
        Waiter.until("the client to notice that " + wan + " is cut", CUT, () -> {
            Json status = lab.client().status();
            long askedNs = System.nanoTime();
            for (Json link : status.get("links").items()) {
                Json path = link.get("paths").items().stream().findFirst().orElse(link);
                boolean left = link.get("id").text().equals(wan)
                        && !path.get("state").text().equals("active");
                if (left && Double.isNaN(detectMs[0])) {
                    detectMs[0] =
                            (askedNs - cutNs) / 1e6 - path.get("stateSinceMs").number();
                }
            }
            return !Double.isNaN(detectMs[0]);
        });
        return Math.max(0, detectMs[0]);
    }
}
