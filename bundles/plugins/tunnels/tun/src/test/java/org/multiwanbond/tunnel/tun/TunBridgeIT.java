package org.multiwanbond.tunnel.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Lab;
import org.multiwanbond.netlab.lab.Namespace;
import org.multiwanbond.netlab.system.Offloads;
import org.multiwanbond.netlab.traffic.HttpDownload;
import org.multiwanbond.netlab.traffic.HttpSource;
import org.multiwanbond.netlab.traffic.UdpReceiver;
import org.multiwanbond.netlab.traffic.UdpSender;
import org.multiwanbond.tck.Requirement;

/**
 * Real TCP and UDP through two devices in two network namespaces, with offload and without, at both ends or at one, and by
 * several queues. */
@Timeout(120)
class TunBridgeIT {
    private static final int MTU_BYTES = 1_420;
    private static final long DOWNLOAD_BYTES = 60_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final List<String> CHECKSUM_ERRORS = List.of(
            "IpInHdrErrors",
            "IpExtInCsumErrors",
            "TcpInCsumErrors",
            "TcpInErrs",
            "UdpInCsumErrors",
            "Udp6InCsumErrors",
            "Ip6InHdrErrors");

    private final String suffix = Integer.toHexString(new Random().nextInt(1 << 24));
    private Lab lab;
    private Namespace client;
    private Namespace server;

    @BeforeEach
    void makeHosts() throws IOException {
        Requirement.met(Lab.obstacle());
        lab = new Lab();
        client = lab.namespace("client");
        server = lab.namespace("server");
    }

    @AfterEach
    void removeHosts() {
        if (lab != null) {
            lab.close();
        }
    }

    private List<TunnelDevice> device(Namespace host, Offload most, boolean kernelMayUseIt, int queues)
            throws IOException {
        String number = host == server ? "1" : "2";
        String name = "mwb" + number + suffix;
        List<TunnelDevice> device =
                new TunDeviceFactory("Linux", most).open(new TunnelDeviceSettings(name, MTU_BYTES, List.of()), queues);
        assertThat(device).hasSize(queues);
        if (!kernelMayUseIt) {
            Offloads.off(name);
        }
        Command.of("ip", "link", "set", name, "netns", host.name()).run().orThrow();
        host.address(name, "198.18.77." + number + "/24");
        host.address(name, "fd4d:5742:77::" + number + "/64");
        host.ip("link set " + name + " up");
        return device;
    }

    @ParameterizedTest
    @CsvSource({
        "UDP, UDP, true, 1",
        "UDP, UDP, false, 1",
        "UDP, NONE, true, 1",
        "NONE, UDP, true, 1",
        "TCP, CHECKSUM, true, 1",
        "UDP, UDP, true, 3"
    })
    void everythingArrivesAsItWasSent(Offload ofServer, Offload ofClient, boolean kernelMayUseIt, int queues)
            throws Exception {
        List<TunnelDevice> one = device(server, ofServer, kernelMayUseIt, queues);
        List<TunnelDevice> other = device(client, ofClient, kernelMayUseIt, queues);
        try (TunBridge bridge = new TunBridge(one, other)) {
            for (String address : List.of("198.18.77.1", "[fd4d:5742:77::1]")) {
                download(address);
            }
            boolean large = meanBytesSent(server, one.get(0).name()) > MTU_BYTES;
            assertThat(large).isEqualTo(ofServer.includes(Offload.TCP) && kernelMayUseIt);
            for (String address : List.of("198.18.77.1", "[fd4d:5742:77::1]")) {
                datagrams(address);
            }
            assertThat(bridge.refusedPackets()).isZero();
            assertNoChecksumErrors();
        }
    }

    private void download(String address) throws IOException {
        try (Background source =
                Background.start(server, Command.java(HttpSource.class, List.of("--listen", address + ":8080")))) {
            source.ready();
            String url = "http://" + address + ":8080/" + DOWNLOAD_BYTES;
            Json result = Json.parse(client.inside(Command.java(HttpDownload.class, List.of("--url", url)))
                    .run(LIMIT)
                    .orThrow()
                    .out());
            System.out.println("download from " + address + " Mbit/s " + result.get("mbps"));
            assertThat(result.get("wrongBytes").number()).isZero();
        }
    }

    private void datagrams(String address) throws IOException {
        try (Background receiver =
                Background.start(server, Command.java(UdpReceiver.class, List.of("--listen", address + ":9000")))) {
            receiver.ready();
            client.inside(Command.java(
                            UdpSender.class,
                            List.of("--to", address + ":9000", "--rate", "5000", "--bytes", "300", "--seconds", "1")))
                    .run(LIMIT)
                    .orThrow();
            Json result = receiver.result(LIMIT);
            assertThat(result.get("receivedPackets").number()).isGreaterThan(1_000);
            assertThat(result.get("damagedPackets").number()).isZero();
            assertThat(result.get("repeatedPackets").number()).isZero();
            assertThat(result.get("overtakenPackets").number()).isZero();
        }
    }

    private static double meanBytesSent(Namespace host, String device) throws IOException {
        return statistic(host, device, "tx_bytes") / (double) statistic(host, device, "tx_packets");
    }

    private static long statistic(Namespace host, String device, String what) throws IOException {
        String path = "/sys/class/net/" + device + "/statistics/" + what;
        return Long.parseLong(host.exec("cat", path).out().strip());
    }

    private void assertNoChecksumErrors() throws IOException {
        for (Namespace host : List.of(client, server)) {
            for (String line : host.exec("nstat", "-asz").out().lines().toList()) {
                String[] words = line.split("\\s+");
                if (CHECKSUM_ERRORS.contains(words[0])) {
                    assertThat(words[1]).as(host + " " + words[0]).isEqualTo("0");
                }
            }
        }
    }
}
