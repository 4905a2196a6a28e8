package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.netlab.lab.Command;
import org.multiwanbond.netlab.lab.Namespace;

/** OpenVPN between two ends over one cable: UDP, AES-256-GCM, all in user space. Confined to one thread. */
final class OpenVpnTunnel extends DaemonTunnel {
    private static final String SERVER_INSIDE = "10.99.0.1";
    private static final String CLIENT_INSIDE = "10.99.0.2";

    /**
     * Whole packets of 1420 octets inside as with the others, no clamping of TCP; room for bursts in sockets and device;
     * one system call less for each packet written; nothing by the kernel's module.
     */
    private static final String SETTINGS = "--dev tun --proto udp --tun-mtu 1420 --mssfix 0 --data-ciphers AES-256-GCM"
            + " --cipher AES-256-GCM --sndbuf 2097152 --rcvbuf 2097152 --txqueuelen 1000 --fast-io --disable-dco"
            + " --ping 10 --verb 3 --dh none";

    private OpenVpnTunnel(Field field, Path folder, Ends ends) {
        super(field, folder, ends);
    }

    /** As {@code OpenVPN 2.6.14}, or that there is none. */
    static String version() {
        try {
            // Its exit code is 1.
            String[] words = Command.of("openvpn", "--version").run().out().split(" ");
            return words[0] + " " + words[1];
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            return "none";
        }
    }

    /** Starts both ends with new keys and waits until they have agreed. */
    static OpenVpnTunnel start(Field field, Path folder) throws IOException {
        Identity client = Identity.make(folder, "client");
        Identity server = Identity.make(folder, "server");
        List<String> listen = List.of("--tls-server", "--local", Field.SERVER_OUTSIDE, "--lport", "1194");
        List<String> connect = List.of("--tls-client", "--remote", Field.SERVER_OUTSIDE, "1194", "--nobind");
        Daemon serving = daemon(
                field.server(), folder, server, client, join(listen, "--ifconfig", SERVER_INSIDE, CLIENT_INSIDE));
        try {
            Daemon connecting = daemon(
                    field.client(), folder, client, server, join(connect, "--ifconfig", CLIENT_INSIDE, SERVER_INSIDE));
            Path log = log(folder, client);
            connecting.until("OpenVPN to be connected", () -> Files.readString(log)
                    .contains("Initialization Sequence Completed"));
            return new OpenVpnTunnel(field, folder, new Ends(connecting, serving, SERVER_INSIDE));
        } catch (IOException e) {
            serving.close();
            throw e;
        }
    }

    private static Daemon daemon(Namespace namespace, Path folder, Identity own, Identity other, List<String> ends)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("openvpn"));
        words.addAll(List.of(SETTINGS.split(" ")));
        words.addAll(ends);
        words.addAll(List.of("--key", own.key().toString()));
        words.addAll(List.of("--cert", own.certificate().toString()));
        words.addAll(List.of("--peer-fingerprint", other.fingerprint()));
        Path log = log(folder, own);
        return Daemon.start(namespace, log, words).until("OpenVPN to start", () -> Files.exists(log));
    }

    private static Path log(Path folder, Identity end) {
        return folder.resolve(end.key().getFileName() + ".log");
    }

    private static List<String> join(List<String> first, String... second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(second));
        return all;
    }

    @Override
    public String testimony() {
        return version();
    }
}
