package org.multiwanbond.bench.clients;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.config.BondSettings;
import org.multiwanbond.api.config.Identity;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.LinkType;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.ThreadPlan;
import org.multiwanbond.api.config.TunnelSettings;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.wire.handshake.X25519KeyPair;

/** Keys, addresses and settings of the server and of each client, known by its number. Stateless. */
final class Ends {
    static final InetAddress SERVER = Addresses.parse("127.0.0.1");
    static final int SERVER_INNER = 0x0a00_0001;

    private static final int FIRST_OUTER = 0x7f01_0001;
    private static final int FIRST_INNER = 0x0a01_0001;
    private static final Key32 NO_SECRET = new Key32(new byte[Key32.BYTES]);
    private static final Key32 SERVER_KEY = key(-1);

    private Ends() {}

    private static Key32 key(int number) {
        byte[] octets = new byte[Key32.BYTES];
        Arrays.fill(octets, (byte) 0x5a);
        ByteBuffer.wrap(octets).putInt(number);
        return new Key32(octets);
    }

    private static Key32 publicKey(Key32 privateKey) {
        return new Key32(X25519KeyPair.of(privateKey.octets()).publicKey());
    }

    /** The address client {@code number} sends from. */
    static InetAddress outer(int number) {
        return Addresses.of(
                ByteBuffer.allocate(Integer.BYTES).putInt(FIRST_OUTER + number).array());
    }

    /** The inner address leased to client {@code number}, as one word. */
    static int inner(int number) {
        return FIRST_INNER + number;
    }

    /** The client with this inner address. */
    static int number(int inner) {
        return inner - FIRST_INNER;
    }

    private static Prefix lease(int number) {
        int word = inner(number);
        return Prefix.parse(
                (word >>> 24) + "." + (word >>> 16 & 255) + "." + (word >>> 8 & 255) + "." + (word & 255) + "/32");
    }

    /** A device that has this address. */
    static List<NetworkDevice> device(InetAddress address) {
        return List.of(
                new NetworkDevice("lo", 1, true, 1_500, List.of(Prefix.parse(address.getHostAddress() + "/32"))));
    }

    /** The server, which admits the clients 0 to {@code clients} − 1. */
    static Settings server(int clients, int port) {
        List<PeerSettings> peers = new ArrayList<>();
        for (int number = 0; number < clients; number++) {
            peers.add(new PeerSettings(
                    "c" + number, publicKey(key(number)), NO_SECRET, List.of(lease(number)), List.of()));
        }
        BondSettings bond = bond(Role.SERVER, List.of(at(port)), Optional.empty(), Optional.empty());
        return new Settings(
                bond,
                new Identity(SERVER_KEY, NO_SECRET),
                List.of(),
                peers,
                tunnel(List.of(Prefix.parse("10.0.0.1/8"))));
    }

    /** A client with one link, which sends from this address. */
    static Settings client(int number, InetAddress from, int port) {
        WanSettings wan = new WanSettings(
                "wan",
                "wan",
                Optional.empty(),
                Optional.of(from),
                LinkRole.PRIMARY,
                0,
                0,
                0,
                LinkType.OTHER,
                Optional.empty(),
                Optional.empty());
        BondSettings bond = bond(Role.CLIENT, List.of(), Optional.of(at(port)), Optional.of(publicKey(SERVER_KEY)));
        return new Settings(bond, new Identity(key(number), NO_SECRET), List.of(wan), List.of(), tunnel(List.of()));
    }

    private static HostPort at(int port) {
        return new HostPort(SERVER.getHostAddress(), port);
    }

    private static BondSettings bond(
            Role role, List<HostPort> listen, Optional<HostPort> server, Optional<Key32> serverKey) {
        return new BondSettings(
                role, "bonding", List.of("aes-256-gcm"), listen, server, serverKey, 0, "off", true, ThreadPlan.AUTO, 0);
    }

    private static TunnelSettings tunnel(List<Prefix> addresses) {
        return new TunnelSettings("mwb0", addresses, List.of(), false, false, List.of(), false);
    }
}
