package org.multiwanbond.engine.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.engine.PrefixSet;
import org.multiwanbond.tck.Seed;

class RouteTableTest {
    private final Random random = Seed.random("routes");
    private final SenderLab lab = new SenderLab(true, random);

    private SessionSender session() {
        return new SenderLab(true, random).sender;
    }

    /** From few values, so that prefixes meet. */
    private InetAddress address() {
        byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (random.nextInt(6) == 0 ? 0xc0 : 0);
        }
        octets[0] = (byte) (octets.length == 4 ? 10 : 0xfd);
        return Addresses.of(octets);
    }

    private Prefix prefix() {
        InetAddress address = address();
        int most = address.getAddress().length * 8;
        return new Prefix(address, random.nextInt(3) == 0 ? most : random.nextInt(most + 1));
    }

    @Test
    void findsWhatTheSlowTwinFinds() {
        List<SessionSender> sessions = List.of(session(), session(), session(), lab.sender);
        for (int round = 0; round < 300; round++) {
            Map<SessionSender, List<Prefix>> routes = new HashMap<>();
            Set<Prefix> used = new HashSet<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                Prefix prefix = prefix();
                if (used.add(prefix.network())) {
                    routes.computeIfAbsent(sessions.get(i % 4), any -> new ArrayList<>())
                            .add(prefix);
                }
            }
            RouteTable table = new RouteTable(routes);
            for (int i = 0; i < 100; i++) {
                InetAddress to = address();
                assertThat(table.find(Addresses.high(to), Addresses.low(to)))
                        .as("%s in %s", to, routes)
                        .isSameAs(slow(routes, to));
            }
        }
    }

    private static SessionSender slow(Map<SessionSender, List<Prefix>> routes, InetAddress to) {
        return routes.entrySet().stream()
                .flatMap(route -> route.getValue().stream().map(prefix -> Map.entry(prefix, route.getKey())))
                .filter(route -> route.getKey().contains(to))
                .max(Comparator.comparingInt(route -> route.getKey().lengthBits()))
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    @Test
    void leadsNowhereWhenEmpty() {
        assertThat(RouteTable.EMPTY.find(0, 0)).isNull();
        assertThat(RouteTable.EMPTY.find(-1, -1)).isNull();
    }

    @Test
    void asksPrefixesAsTheApiDoes() {
        for (int round = 0; round < 20_000; round++) {
            Prefix prefix = prefix();
            InetAddress address = address();
            assertThat(new PrefixSet(List.of(prefix)).contains(Addresses.high(address), Addresses.low(address)))
                    .as("%s in %s", address, prefix)
                    .isEqualTo(prefix.contains(address));
        }
        InetAddress ipv4 = Addresses.parse("10.0.0.1");
        PrefixSet allOfIpv6 = new PrefixSet(List.of(Prefix.parse("::/0")));
        assertThat(allOfIpv6.contains(Addresses.high(ipv4), Addresses.low(ipv4)))
                .isFalse();
        assertThat(PrefixSet.ANY.contains(Addresses.high(ipv4), Addresses.low(ipv4)))
                .isTrue();
    }
}
