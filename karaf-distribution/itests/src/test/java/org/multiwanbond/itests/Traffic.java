package org.multiwanbond.itests;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.traffic.TcpClient;
import org.multiwanbond.netlab.traffic.UdpReceiver;
import org.multiwanbond.netlab.traffic.UdpSender;

/**
 * What a TCP download and a flow of 100 datagrams a second each way came to while something was done. Thread-safe:
 * immutable.
 *
 * @param up what the server received
 * @param down what the client received
 * @param tcpMbps goodput of the download in each second
 */
record Traffic(Json up, Json down, List<Json> tcpMbps) {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration STARTING = Duration.ofSeconds(2);

    /** Does something two seconds after all of the traffic has begun; the server serves transfers at port 5201. */
    static Traffic during(int seconds, Site site, End client, Step step) throws IOException {
        String inside = client.status()
                .get("sessions")
                .items()
                .get(0)
                .get("addresses")
                .items()
                .get(0)
                .text();
        Background up = receiver(site.server(), Site.INSIDE);
        Background down = receiver(client, inside.replaceFirst("/.*", ""));
        Background tcp = client.run(TcpClient.class, "--to", Site.INSIDE + ":5201", "--seconds", "" + (seconds + 3));
        // TCP's start fills the queues of the links; that is not what is asked here.
        Waiter.pause(STARTING);
        Background toServer = sender(client, Site.INSIDE, seconds);
        Background toClient = sender(site.server(), inside.replaceFirst("/.*", ""), seconds);
        try (up;
                down;
                tcp;
                toServer;
                toClient) {
            Waiter.pause(STARTING);
            step.run();
            return new Traffic(
                    up.result(LIMIT),
                    down.result(LIMIT),
                    tcp.result(LIMIT).get("perSecondMbps").items());
        }
    }

    private static Background receiver(End end, String address) throws IOException {
        return end.run(UdpReceiver.class, "--listen", address + ":5202", "--seconds", "60")
                .ready();
    }

    private static Background sender(End end, String address, int seconds) throws IOException {
        return end.run(UdpSender.class, "--to", address + ":5202", "--rate", "100", "--seconds", "" + seconds);
    }

    /** Longest time without a datagram, in either direction. */
    double gapMs() {
        return Math.max(up.get("maxGapMs").number(), down.get("maxGapMs").number());
    }

    /** Datagrams that never came, of both directions. */
    double lostPackets() {
        return up.get("lostPackets").number() + down.get("lostPackets").number();
    }

    /** Goodput of the download in its last full second: none if it was reset or starved. */
    double lastMbps() {
        return tcpMbps.get(tcpMbps.size() - 2).number();
    }

    @Override
    public String toString() {
        return "longest silence " + up.get("maxGapMs") + " ms up, " + down.get("maxGapMs") + " ms down; lost "
                + up.get("lostPackets") + " up, " + down.get("lostPackets") + " down; TCP Mbit/s " + tcpMbps;
    }

    /** What is done meanwhile. */
    interface Step {
        void run() throws IOException;
    }
}
