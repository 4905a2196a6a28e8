package org.multiwanbond.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.traffic.HttpDownload;
import org.multiwanbond.netlab.traffic.HttpSource;

/** As fast as this machine lets it: {@code ./mwb bench speed} measures, this only looks that every octet is right. */
class FullSpeedIT {
    private static final int PATHS = 4;
    private static final long BYTES = 120_000_000;
    private static final int MOST_TRANSFERS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CLIENT_INSIDE = "10.99.0.2";

    @RegisterExtension
    static final Site SITE = new Site();

    private static End anna;

    @BeforeAll
    static void start() throws IOException {
        anna = SITE.clientOnCables("anna", PATHS);
        SITE.start();
        SITE.serve(SITE.server(), HttpSource.class, "--listen", Site.INSIDE + ":8080");
        SITE.serve(anna, HttpSource.class, "--listen", CLIENT_INSIDE + ":8080");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, PATHS})
    void deliversEveryOctetAsItWasSent(int paths) throws IOException {
        useOnly(paths);
        // What a link carries is found out while it is used, and the first may be fast enough for all of a transfer.
        for (int transfers = 0;
                transfers == 0 || transfers < MOST_TRANSFERS && carrying().size() < paths;
                transfers++) {
            transfer(paths);
        }
        assertThat(carrying()).hasSize(paths);
    }

    private static void transfer(int paths) throws IOException {
        // From the client to the server: the server is who asks.
        Map<String, Json> transfers = Map.of(
                "down", download(anna, Site.INSIDE),
                "up", download(SITE.server(), CLIENT_INSIDE));

        transfers.forEach((way, got) -> {
            System.out.println(paths + " paths without limits, " + way + ": " + got.get("mbps") + " Mbit/s");
            assertThat(got.get("bytes").number()).isEqualTo(BYTES);
            assertThat(got.get("wrongBytes").number()).isZero();
        });
    }

    private static Json download(End end, String from) throws IOException {
        return end.run(HttpDownload.class, "--url", "http://" + from + ":8080/" + BYTES)
                .result(LIMIT);
    }

    /** Leaves the first links in use. */
    private static void useOnly(int paths) throws IOException {
        for (int i = 1; i <= PATHS; i++) {
            anna.mwb(i <= paths ? "wan:resume" : "wan:pause", "c" + i);
        }
        Waiter.until(paths + " links to be up", SOON, () -> up().size() == paths);
    }

    private static List<Json> up() throws IOException {
        return anna.status().get("links").items().stream()
                .filter(link -> link.get("state").text().equals("up"))
                .toList();
    }

    /** Links that are up and have carried more than a greeting. */
    private static List<Json> carrying() throws IOException {
        return up().stream()
                .filter(link -> link.get("rxBytes").number() > 1_000_000)
                .toList();
    }
}
