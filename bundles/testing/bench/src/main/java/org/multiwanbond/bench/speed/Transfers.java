package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.bench.parts.IperfServer;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.LabException;

/** iperf3 through a tunnel. Confined to one thread, but for {@link #start}, whose transfer has its own. */
final class Transfers implements AutoCloseable {
    /** Of each transfer, left out of the mean: TCP's start. */
    static final int SKIPPED_SECONDS = 1;

    private static final int SPARE_SECONDS = 30;
    private static final int PAYLOAD_BYTES = 1_300;

    /** At 1 Gbit/s 32 ms; else iperf3's own socket loses what the tunnel delivered. */
    private static final int SOCKET_BYTES = 4 << 20;

    private static final double LOST_RATIO = 0.001;

    private final Tunnel tunnel;
    private final IperfServer server;

    Transfers(Tunnel tunnel) throws IOException {
        this.tunnel = tunnel;
        this.server = new IperfServer(tunnel.field().server());
    }

    /** Transfers for some seconds after those left out; goodput and processor time. */
    Sample tcp(Load load, int seconds) throws IOException {
        double clientBefore = ProcessStat.cpuSeconds(tunnel.clientPid());
        double serverBefore = ProcessStat.cpuSeconds(tunnel.serverPid());
        IperfReport report = iperf(tcpWords(load, SKIPPED_SECONDS, seconds), seconds);
        double clientSeconds = ProcessStat.cpuSeconds(tunnel.clientPid()) - clientBefore;
        double serverSeconds = ProcessStat.cpuSeconds(tunnel.serverPid()) - serverBefore;
        double gigabytes = report.allBytes() / 1e9;
        // What took a second at 100 Mbit/s: 12.5 MB.
        double percent = 100 * 0.0125 / gigabytes;
        return Sample.of(Sample.MBPS, report.receivedMbps())
                .with(Sample.CPU_PER_GB, (clientSeconds + serverSeconds) / gigabytes)
                .with(Sample.CLIENT_PERCENT, clientSeconds * percent)
                .with(Sample.SERVER_PERCENT, serverSeconds * percent);
    }

    /** Transfers from the first octet on; nothing is left out. */
    IperfReport whole(Load load, int seconds) throws IOException {
        return iperf(tcpWords(load, 0, seconds), seconds);
    }

    private static List<String> tcpWords(Load load, int skippedSeconds, int seconds) {
        List<String> words = new ArrayList<>(List.of("-C", "cubic", "-O", "" + skippedSeconds, "-t", "" + seconds));
        words.addAll(load.words());
        return words;
    }

    /** Transfers while other things are done. */
    CompletableFuture<Sample> start(Load load, int seconds) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return tcp(load, seconds);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Sends datagrams of 1300 octets; the rate at which they were sent if at most 0.1 % was lost, else 0. */
    double sentWithoutLossMbps(double mbps, int seconds) throws IOException {
        List<String> words = new ArrayList<>(List.of("-u", "-l", "" + PAYLOAD_BYTES, "-w", "" + socketBytes()));
        words.addAll(List.of("-t", "" + seconds, "-b", String.format(Locale.ROOT, "%.2fM", mbps)));
        IperfReport report = iperf(words, seconds);
        return report.lostRatio() <= LOST_RATIO ? report.sentMbps() : 0;
    }

    /** What the system lets a program have, up to what is wanted. */
    static int socketBytes() throws IOException {
        int bytes = SOCKET_BYTES;
        for (String limit : List.of("rmem_max", "wmem_max")) {
            // By lines, which takes all at once: the kernel tells a setting's first octet to who asks for one, then no
            // more.
            String line =
                    Files.readAllLines(Path.of("/proc/sys/net/core", limit)).get(0);
            bytes = Math.min(bytes, Integer.parseInt(line.strip()));
        }
        return bytes;
    }

    /** Once more with a new server if it does not work at once: one that is busy or stuck says nothing of the tunnel. */
    private IperfReport iperf(List<String> words, int seconds) throws IOException {
        try {
            return attempt(words, seconds);
        } catch (LabException e) {
            server.restart();
            return attempt(words, seconds);
        }
    }

    private IperfReport attempt(List<String> more, int seconds) throws IOException {
        List<String> words = new ArrayList<>(List.of("iperf3", "-J", "--get-server-output"));
        words.addAll(List.of("-c", tunnel.serverInside(), "-p", "" + IperfServer.PORT, "--connect-timeout", "5000"));
        words.addAll(more);
        Duration limit = Duration.ofSeconds(seconds + SKIPPED_SECONDS + SPARE_SECONDS);
        return IperfReport.read(
                tunnel.field().client().inside(Command.of(words)).run(limit).out());
    }

    @Override
    public void close() {
        server.close();
    }
}
