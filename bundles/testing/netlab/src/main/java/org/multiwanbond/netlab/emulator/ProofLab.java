package org.multiwanbond.netlab.emulator;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.netlab.lab.Background;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.EmulatorProcess;
import org.multiwanbond.netlab.lab.Json;
import org.multiwanbond.netlab.lab.Lab;
import org.multiwanbond.netlab.lab.Namespace;
import org.multiwanbond.netlab.link.LinkSettings;
import org.multiwanbond.netlab.traffic.TcpClient;
import org.multiwanbond.netlab.traffic.TcpServer;
import org.multiwanbond.netlab.traffic.UdpEcho;
import org.multiwanbond.netlab.traffic.UdpPing;
import org.multiwanbond.netlab.traffic.UdpReceiver;
import org.multiwanbond.netlab.traffic.UdpSender;

/** Two hosts joined by three emulated links, and traffic over them without any tunnel. Confined to one thread. */
final class ProofLab implements AutoCloseable {
    static final int LINKS = 3;

    private static final int FIRST_PORT = 5_000;
    private static final int ECHO_PORT = 4_999;
    private static final int TCP_PORT = 4_998;

    private final Lab lab = new Lab();
    private final Namespace left = lab.namespace("left");
    private final Namespace right = lab.namespace("right");
    private final EmulatorProcess emulator;
    private int flows;

    ProofLab(long seed) throws IOException {
        for (int i = 0; i < LINKS; i++) {
            lab.link(id(i), left, right, "");
            left.address(id(i), "10.20." + i + ".1/24");
            right.address(id(i), address(i) + "/24");
        }
        emulator = lab.startEmulator(seed);
        Command echo = Command.java(UdpEcho.class, List.of("--listen", address(0) + ":" + ECHO_PORT));
        lab.onClose(Background.start(right, echo).ready());
        // Finds the neighbours and warms the emulator up before anything is measured.
        for (int i = 0; i < LINKS; i++) {
            flow(i, 5_000, 1_000, 1).result(Duration.ofSeconds(20));
        }
    }

    /** Sets both directions of the first link, everything not named to that of a perfect wire. */
    void set(String settings) throws IOException {
        set(0, settings);
    }

    void set(int link, String settings) throws IOException {
        emulator.set(id(link), "both", LinkSettings.PERFECT.text() + " " + settings);
    }

    EmulatorProcess emulator() {
        return emulator;
    }

    static String id(int link) {
        return "link" + link;
    }

    /** Sends datagrams of this UDP payload over the first link and tells what arrived. */
    Json udp(double perSecond, int payloadBytes, double seconds) throws IOException {
        return flow(0, perSecond, payloadBytes, seconds).result(Duration.ofSeconds((long) seconds + 20));
    }

    /** The same over all links at once. */
    List<Json> udpOverAll(double perSecond, int payloadBytes, double seconds) throws IOException {
        List<Background> receivers = new ArrayList<>();
        for (int i = 0; i < LINKS; i++) {
            receivers.add(flow(i, perSecond, payloadBytes, seconds));
        }
        List<Json> results = new ArrayList<>();
        for (Background receiver : receivers) {
            results.add(receiver.result(Duration.ofSeconds((long) seconds + 20)));
        }
        return results;
    }

    /** Goodput of one TCP connection over the first link, its start left out. */
    Json tcp(int seconds) throws IOException {
        String to = address(0) + ":" + TCP_PORT;
        Command server = Command.java(TcpServer.class, List.of("--listen", to));
        lab.onClose(Background.start(right, server).ready());
        List<String> words = List.of("--to", to, "--seconds", "" + seconds, "--skip", "2");
        return Background.start(left, Command.java(TcpClient.class, words)).result(Duration.ofSeconds(seconds + 30L));
    }

    /** Round trips over the first link. */
    Json ping(int count, int intervalMs) throws IOException {
        List<String> words =
                List.of("--to", address(0) + ":" + ECHO_PORT, "--count", "" + count, "--intervalMs", "" + intervalMs);
        return Background.start(left, Command.java(UdpPing.class, words)).result(Duration.ofSeconds(60));
    }

    /** Starts a flow; the answer's result comes from the receiver. */
    Background flow(int link, double perSecond, int payloadBytes, double seconds) throws IOException {
        String to = address(link) + ":" + (FIRST_PORT + link);
        String flow = "" + ++flows;
        List<String> receive = List.of("--listen", to, "--seconds", "" + ((int) seconds + 15), "--flow", flow);
        List<String> send = new ArrayList<>(List.of("--to", to, "--flow", flow, "--rate", "" + perSecond));
        send.addAll(List.of("--bytes", "" + payloadBytes, "--seconds", "" + seconds));
        Background receiver = Background.start(right, Command.java(UdpReceiver.class, receive))
                .ready();
        lab.onClose(receiver);
        lab.onClose(Background.start(left, Command.java(UdpSender.class, send)));
        return receiver;
    }

    private static String address(int link) {
        return "10.20." + link + ".2";
    }

    @Override
    public void close() {
        lab.close();
    }
}
