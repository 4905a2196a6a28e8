package org.multiwanbond.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.traffic.HttpDownload;
import org.multiwanbond.netlab.traffic.HttpSource;

class TwoClientsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final Site SITE = new Site();

    private static End anna;
    private static End bert;

    @BeforeAll
    static void start() throws IOException {
        anna = SITE.client("anna", "a-fiber", "a-lte6");
        bert = SITE.client("bert", "b-cable6", "b-lte6");
        SITE.start();
        SITE.serve(SITE.server(), HttpSource.class, "--listen", "[::]:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {Site.INSIDE, Site.INSIDE6})
    void downloadFromTheServerOverBothLinks(String address) throws IOException {
        String host = address.contains(":") ? "[" + address + "]" : address;
        for (End client : new End[] {anna, bert}) {
            Json got = client.run(HttpDownload.class, "--url", "http://" + host + ":8080/5000000")
                    .result(LIMIT);

            assertThat(got.get("bytes").number()).isEqualTo(5_000_000);
            assertThat(got.get("wrongBytes").number()).isZero();
            assertThat(client.status().get("links").items())
                    .allMatch(link -> link.get("rxBytes").number() > 1_000_000);
            System.out.println(client.id() + " downloads from " + address + ": " + got.get("mbps") + " Mbit/s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Site.INSIDE, Site.INSIDE6})
    void runIperf3(String address) throws IOException {
        Site.needs("iperf3");
        for (End client : new End[] {anna, bert}) {
            SITE.server().host().exec("iperf3", "-s", "-1", "-D", "-B", address);
            Json[] end = new Json[1];
            Waiter.until("iperf3 from " + client.id(), LIMIT, () -> {
                end[0] = Json.parse(client.host()
                                .exec("iperf3", "-J", "-t", "2", "-c", address)
                                .out())
                        .get("end");
                return end[0].isPresent();
            });
            double mbps = end[0].get("sum_received").get("bits_per_second").number() / 1e6;
            System.out.printf("%s iperf3 to %s: %.1f Mbit/s%n", client.id(), address, mbps);
            assertThat(mbps).isGreaterThan(5);
        }
    }

    @ParameterizedTest
    @CsvSource({"10.99.0.2, 10.99.0.3", "fd99::2, fd99::3"})
    void cannotReachEachOther(String ofAnna, String ofBert) throws IOException {
        double before = SITE.server().dropped("isolation");

        assertThat(anna.pings(Site.INSIDE)).isTrue();
        assertThat(anna.pings(ofBert)).isFalse();
        assertThat(bert.pings(ofAnna)).isFalse();

        assertThat(SITE.server().dropped("isolation")).isGreaterThanOrEqualTo(before + 2);
    }
}
