package org.multiwanbond.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.traffic.TcpClient;
import org.multiwanbond.netlab.traffic.TcpServer;

class ServerRestartIT {
    /** Longer than the server is away, twice: TCP doubles its pauses. */
    private static final int TRANSFER_SECONDS = 30;

    @RegisterExtension
    static final Site SITE = new Site();

    private static End anna;

    @BeforeAll
    static void start() throws IOException {
        anna = SITE.client("anna", "fiber", "lte");
        SITE.start();
        SITE.serve(SITE.server(), TcpServer.class, "--listen", Site.INSIDE + ":5201");
    }

    @Test
    void carriesOnWithin5SecondsAfterAKill() throws IOException {
        Background transfer = anna.run(
                TcpClient.class,
                "--to",
                Site.INSIDE + ":5201",
                "--direction",
                "upload",
                "--seconds",
                "" + TRANSFER_SECONDS);
        Waiter.until(
                "the transfer to run",
                Duration.ofSeconds(10),
                () -> SITE.server().receivedBytes() > 1_000_000);

        SITE.server().runtime().kill();
        SITE.server().runtime().start(SITE.server().host());
        long upNs = System.nanoTime();
        Waiter.until("the server to be pinged", Duration.ofSeconds(5), () -> anna.pings(Site.INSIDE));
        System.out.printf("ping flows %d ms after the server is up%n", (System.nanoTime() - upNs) / 1_000_000);

        Json sent = transfer.result(Duration.ofSeconds(TRANSFER_SECONDS + 30));
        System.out.println("the transfer begun before the kill, Mbit/s in each second: " + sent.get("perSecondMbps"));
        List<Json> seconds = sent.get("perSecondMbps").items();
        assertThat(seconds).anyMatch(mbps -> mbps.number() == 0);
        assertThat(seconds.subList(TRANSFER_SECONDS - 5, TRANSFER_SECONDS)).anyMatch(mbps -> mbps.number() > 1);
    }
}
