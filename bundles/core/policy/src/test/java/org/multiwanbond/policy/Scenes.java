package org.multiwanbond.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.tunnel.TunnelState;

/** Settings, tunnel states and devices to begin with. */
final class Scenes {
    private static final Key32 KEY = new Key32(new byte[Key32.BYTES]);

    private Scenes() {}

    static List<Prefix> prefixes(String... texts) {
        return Stream.of(texts).map(Prefix::parse).toList();
    }

    static Settings client(String server, List<String> devices, boolean forward, String... routes) {
        TunnelSettings tunnel =
                new TunnelSettings("mwb0", List.of(), prefixes(routes), forward, false, List.of(), false);
        List<WanSettings> wans = devices.stream().map(Scenes::wan).toList();
        return new Settings(bond(Role.CLIENT, server), new Identity(KEY, KEY), wans, List.of(), tunnel);
    }

    private static WanSettings wan(String device) {
        return new WanSettings(
                device,
                device,
                Optional.of(device),
                Optional.empty(),
                LinkRole.PRIMARY,
                0,
                0,
                0,
                LinkType.OTHER,
                Optional.empty(),
                Optional.empty());
    }

    static Settings server(boolean forward, boolean masquerade) {
        TunnelSettings tunnel = new TunnelSettings(
                "mwb0", prefixes("10.99.0.1/24", "fd99::1/64"), List.of(), forward, masquerade, List.of(), false);
        PeerSettings peer = new PeerSettings(
                "ann", KEY, KEY, prefixes("10.99.0.2/32", "fd99::2/128"), prefixes("192.168.7.0/24", "fd07::/48"));
        return new Settings(bond(Role.SERVER, ""), new Identity(KEY, KEY), List.of(), List.of(peer), tunnel);
    }

    private static BondSettings bond(Role role, String server) {
        return new BondSettings(
                role,
                "weighted",
                List.of("aes-256-gcm"),
                role == Role.CLIENT ? List.of() : List.of(HostPort.parse("[::]:7000")),
                role == Role.CLIENT ? Optional.of(HostPort.parse(server)) : Optional.empty(),
                Optional.empty(),
                0,
                "off",
                true,
                ThreadPlan.AUTO,
                0);
    }

    static TunnelState tunnel(boolean up, String... addresses) {
        return new TunnelState("mwb0", up, prefixes(addresses), List.of(), List.of());
    }

    static NetworkDevice device(String name, String... addresses) {
        return new NetworkDevice(name, 2, true, 1500, prefixes(addresses));
    }
}
