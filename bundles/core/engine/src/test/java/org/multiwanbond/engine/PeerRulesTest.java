package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.config.BondSettings;
import org.multiwanbond.api.config.Identity;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.ThreadPlan;
import org.multiwanbond.api.config.TunnelSettings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.engine.session.Sessions;

class PeerRulesTest {
    private final List<PeerSettings> peers = new ArrayList<>();

    private void admit(String id, List<String> addresses, String... routes) {
        Key32 key = new Key32(new byte[Key32.BYTES]);
        List<Prefix> leases = addresses.stream().map(Prefix::parse).toList();
        List<Prefix> networks = List.of(routes).stream().map(Prefix::parse).toList();
        peers.add(new PeerSettings(id, key, key, leases, networks));
    }

    private PeerRules rules(boolean clientToClient) {
        Key32 key = new Key32(new byte[Key32.BYTES]);
        BondSettings bond = new BondSettings(
                Role.SERVER,
                "bonding",
                List.of("aes-256-gcm"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                0,
                "off",
                true,
                ThreadPlan.AUTO,
                0);
        TunnelSettings tunnel =
                new TunnelSettings("mwb0", List.of(), List.of(), false, false, List.of(), clientToClient);
        return new PeerRules(new Settings(bond, new Identity(key, key), List.of(), peers, tunnel));
    }

    private static boolean has(AddressSet set, String text) {
        InetAddress address = Addresses.parse(text);
        return set.contains(Addresses.high(address), Addresses.low(address));
    }

    private void admitThree() {
        admit("van", List.of("10.99.0.2/24", "fd99::2/64"), "192.168.0.0/16");
        admit("boat", List.of("10.99.0.3/24"), "192.168.5.0/24");
        admit("bike", List.of("10.99.0.4/24"));
    }

    @Test
    void letsAPeerSendFromItsOwnAddressesAndNetworksOnly() {
        admitThree();
        PrefixSet sources = rules(false).rules("van").sources();
        assertThat(has(sources, "10.99.0.2")).isTrue();
        assertThat(has(sources, "fd99::2")).isTrue();
        assertThat(has(sources, "192.168.7.1")).isTrue();
        assertThat(has(sources, "10.99.0.3")).isFalse();
        assertThat(has(sources, "10.99.0.1")).isFalse();
    }

    @Test
    void keepsAPeerFromTheOthersEvenWithinItsOwnNetwork() {
        admitThree();
        AddressSet forbidden = rules(false).rules("van").forbiddenTargets();
        assertThat(has(forbidden, "10.99.0.3")).isTrue();
        assertThat(has(forbidden, "10.99.0.4")).isTrue();
        assertThat(has(forbidden, "192.168.5.9")).isTrue();
        assertThat(has(forbidden, "192.168.6.9")).isFalse();
        assertThat(has(forbidden, "10.99.0.2")).isFalse();
        assertThat(has(forbidden, "10.99.0.1")).isFalse();
        assertThat(has(forbidden, "203.0.113.9")).isFalse();
    }

    @Test
    void letsPeersMeetWhenThatIsAllowed() {
        admitThree();
        Sessions.Rules open = rules(true).rules("van");
        assertThat(has(open.forbiddenTargets(), "10.99.0.3")).isFalse();
    }

    @Test
    void knowsNothingOfAPeerThatIsNotAdmitted() {
        admitThree();
        PeerRules rules = rules(false);
        assertThat(rules.peer("car")).isEmpty();
        assertThat(rules.prefixes("car")).isEmpty();
        assertThat(has(rules.rules("car").sources(), "10.99.0.2")).isFalse();
        assertThat(has(rules.rules("car").forbiddenTargets(), "10.99.0.2")).isTrue();
    }
}
