package org.multiwanbond.engine.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
import org.multiwanbond.api.net.Prefix;

class AdmittedPeersTest {

    @Test
    void aLeaseTakesThePrefixLengthOfTheTunnel() {
        PeerSettings office = new PeerSettings(
                "office", key(1), key(0), prefixes("10.99.0.2/32", "fd99::2/128", "192.0.2.7/32"), List.of());
        AdmittedPeers peers = AdmittedPeers.of(settings(office));
        assertThat(peers.find(key(1)).orElseThrow().lease())
                .isEqualTo(prefixes("10.99.0.2/24", "fd99::2/64", "192.0.2.7/32"));
        assertThat(peers.find(key(2))).isEmpty();
        assertThat(peers.keys()).containsExactly(key(1));
    }

    private static Settings settings(PeerSettings peer) {
        List<Prefix> tunnel = prefixes("10.99.0.1/24", "fd99::1/64");
        return new Settings(
                new BondSettings(
                        Role.SERVER,
                        "weighted",
                        List.of("x"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        "off",
                        true,
                        ThreadPlan.AUTO,
                        0),
                new Identity(key(7), key(0)),
                List.of(),
                List.of(peer),
                new TunnelSettings("mwb0", tunnel, List.of(), false, false, List.of(), false));
    }

    private static List<Prefix> prefixes(String... texts) {
        return Arrays.stream(texts).map(Prefix::parse).toList();
    }

    private static Key32 key(int value) {
        byte[] octets = new byte[Key32.BYTES];
        Arrays.fill(octets, (byte) value);
        return new Key32(octets);
    }
}
