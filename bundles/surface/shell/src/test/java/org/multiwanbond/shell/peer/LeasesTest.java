package org.multiwanbond.shell.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.config.BondSettings;
import org.multiwanbond.api.config.Identity;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.ThreadPlan;
import org.multiwanbond.api.config.TunnelSettings;
import org.multiwanbond.api.net.Prefix;

class LeasesTest {
    private static final Key32 KEY = new Key32(new byte[Key32.BYTES]);

    @Test
    void suggestsTheFirstFreeAddressOfEachFamily() {
        assertThat(next("10.99.0.1/24,fd99::1/64", "10.99.0.2/32,fd99::2/128", "10.99.0.4/32"))
                .containsExactly("10.99.0.3/32", "fd99::3/128");
    }

    @Test
    void jumpsOverLeasedNetworks() {
        assertThat(next("10.99.0.1/24", "10.99.0.0/29")).containsExactly("10.99.0.8/32");
    }

    @Test
    void neverSuggestsABroadcastAddress() {
        assertThat(next("10.99.0.1/30")).containsExactly("10.99.0.2/32");
        assertThat(next("10.99.0.1/30", "10.99.0.2/32")).isEmpty();
        assertThat(next("255.255.255.254/31", "255.255.255.255/32")).isEmpty();
    }

    private static List<String> next(String tunnel, String... leases) {
        List<PeerSettings> peers = Stream.of(leases)
                .map(lease -> new PeerSettings("p", KEY, KEY, prefixes(lease), List.of()))
                .toList();
        BondSettings bond = new BondSettings(
                Role.SERVER,
                "weighted",
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                0,
                "off",
                true,
                ThreadPlan.AUTO,
                0);
        TunnelSettings device = new TunnelSettings("mwb0", prefixes(tunnel), List.of(), false, false, List.of(), false);
        Settings settings = new Settings(bond, new Identity(KEY, KEY), List.of(), peers, device);
        return Leases.next(settings).stream().map(Prefix::toString).toList();
    }

    private static List<Prefix> prefixes(String list) {
        return Stream.of(list.split(",")).map(Prefix::parse).toList();
    }
}
