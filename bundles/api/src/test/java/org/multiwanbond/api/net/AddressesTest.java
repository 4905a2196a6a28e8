package org.multiwanbond.api.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void writesIpv6AsRfc5952Asks() {
        assertThat(text("2001:db8:0:0:1:0:0:1")).isEqualTo("2001:db8::1:0:0:1");
        assertThat(text("::")).isEqualTo("::");
        assertThat(text("::1")).isEqualTo("::1");
        assertThat(text("fd99:0:0:0:0:0:0:0")).isEqualTo("fd99::");
        assertThat(text("2001:db8:0:1:1:1:1:1")).isEqualTo("2001:db8:0:1:1:1:1:1");
        assertThat(text("192.0.2.7")).isEqualTo("192.0.2.7");
    }

    private static String text(String address) {
        return Addresses.text(Addresses.parse(address));
    }

    @Test
    void readsWhatItWrites() {
        long seed = 5_952;
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long high = random.nextLong() & (random.nextBoolean() ? 0xffff_0000_0000_ffffL : -1L);
            long low = random.nextLong() & (random.nextBoolean() ? 0xffff_0000_0000_ffffL : -1L);
            InetAddress address = Addresses.of(high, low);
            InetAddress again = Addresses.parse(Addresses.text(address));
            assertThat(again).isEqualTo(address);
            assertThat(Addresses.high(again)).isEqualTo(Addresses.isIpv4(high, low) ? 0 : high);
            assertThat(Addresses.low(again)).isEqualTo(low);
        }
    }

    @Test
    void refusesNamesAndHalfAddresses() {
        for (String text : new String[] {"localhost", "1.2.3", "1.2.3.256", "", "1.2.3.4.5", "2001:db8", "a:b"}) {
            assertThatThrownBy(() -> Addresses.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tellsWhatAPrefixContains() {
        Prefix prefix = Prefix.parse("10.99.0.1/20");
        assertThat(prefix.contains(Addresses.parse("10.99.15.255"))).isTrue();
        assertThat(prefix.contains(Addresses.parse("10.99.16.0"))).isFalse();
        assertThat(prefix.contains(Addresses.parse("::1"))).isFalse();
        assertThat(prefix.network()).hasToString("10.99.0.0/20");
        assertThat(prefix.contains(Prefix.parse("10.99.8.0/21"))).isTrue();
        assertThat(prefix.contains(Prefix.parse("10.99.0.0/19"))).isFalse();
    }

    @Test
    void readsHostsAndPorts() {
        assertThat(HostPort.parse("[::]:7000"))
                .isEqualTo(new HostPort("::", 7000))
                .hasToString("[::]:7000");
        assertThat(HostPort.parse("bond.example:1")).hasToString("bond.example:1");
        for (String text : new String[] {"bond.example", "::1:7000", "[::1]7000", ":7000", "a:70000", "a:b"}) {
            assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
