package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.multiwanbond.bench.parts.IperfServer;
import org.multiwanbond.netlab.lab.BondLab;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.LabException;
import org.multiwanbond.netlab.lab.Outcome;

/** iperf3 through the tunnel of a lab. Confined to one thread, but for {@link #start}, whose transfer has its own. */
final class Iperf {
    /** Of each transfer, left out of the mean: TCP's start. */
    static final int SKIPPED_SECONDS = 2;

    /** What iperf3 says when its server is not done with the transfer before, or answers a new one by a reset. */
    private static final Pattern REFUSAL = Pattern.compile("server is busy|control message: Connection reset");

    /** Setting up and tearing down over a bad link. */
    private static final int SPARE_SECONDS = 30;

    private final BondLab lab;
    private final IperfServer server;

    Iperf(BondLab lab) throws IOException {
        this.lab = lab;
        this.server = new IperfServer(lab.serverHost());
        lab.onClose(server);
    }

    /**
     * Transfers for some seconds after those left out; one that breaks carried nothing. A server that does not take the
     * transfer at all is started anew, once.
     */
    TcpRun run(Tcp tcp, int seconds, String intervalSeconds) throws IOException {
        TcpRun first = attempt(tcp, seconds, intervalSeconds);
        return REFUSAL.matcher(first.error()).find() ? attempt(tcp, seconds, intervalSeconds) : first;
    }

    private TcpRun attempt(Tcp tcp, int seconds, String intervalSeconds) throws IOException {
        try {
            return transfer(tcp, seconds, intervalSeconds);
        } catch (LabException e) {
            server.restart();
            return TcpRun.broken(e.getMessage());
        }
    }

    /** Transfers while other things are done. */
    CompletableFuture<TcpRun> start(Tcp tcp, int seconds) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return run(tcp, seconds, "1");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private TcpRun transfer(Tcp tcp, int seconds, String intervalSeconds) throws IOException {
        List<String> words = new ArrayList<>(List.of("iperf3", "-J", "--get-server-output"));
        words.addAll(List.of("-c", BondLab.SERVER_INSIDE, "-p", "" + IperfServer.PORT, "--connect-timeout", "10000"));
        words.addAll(List.of("-O", "" + SKIPPED_SECONDS, "-t", "" + seconds, "-i", intervalSeconds));
        words.addAll(List.of("-C", tcp.congestion(), "-P", "" + tcp.streams()));
        if (tcp.down()) {
            words.add("-R");
        }
        Outcome outcome = lab.clientHost()
                .inside(Command.of(words))
                .run(Duration.ofSeconds(seconds + SKIPPED_SECONDS + SPARE_SECONDS));
        return TcpRun.read(Json.parse(outcome.out()), tcp.down());
    }
}
