package org.multiwanbond.engine.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.status.DropCount;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.FakeTunnel;
import org.multiwanbond.engine.InnerPacket;
import org.multiwanbond.engine.PrefixSet;
import org.multiwanbond.engine.fec.CodecCache;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.DropReason;

class InnerFilterTest {
    private static final int IPV4_BYTES = 20;
    private static final int IPV6_BYTES = 40;

    private final Drops drops = new Drops();
    private final FakeTunnel tunnel = new FakeTunnel();
    private final InnerFilter filter = new InnerFilter(
            drops,
            tunnel,
            new PrefixSet(List.of(Prefix.parse("10.99.0.2/32"), Prefix.parse("fd99::2"))),
            new PrefixSet(List.of(Prefix.parse("10.99.0.3/32"))));

    private static byte[] packet(String source, String target) {
        byte[] from = Addresses.parse(source).getAddress();
        byte[] to = Addresses.parse(target).getAddress();
        boolean ipv6 = from.length == 16;
        byte[] packet = new byte[ipv6 ? IPV6_BYTES : IPV4_BYTES];
        packet[0] = (byte) (ipv6 ? 0x60 : 0x45);
        packet[3] = (byte) (ipv6 ? 0 : IPV4_BYTES);
        System.arraycopy(from, 0, packet, ipv6 ? 8 : 12, from.length);
        System.arraycopy(to, 0, packet, ipv6 ? 24 : 16, to.length);
        return packet;
    }

    private void assertPasses(byte[] packet, boolean passes, DropCount... counts) {
        long before = tunnel.packets;
        filter.deliver(packet, 0, packet.length, false);
        assertThat(tunnel.packets - before).isEqualTo(passes ? 1 : 0);
        assertThat(Drops.sum(List.of(drops))).contains(counts);
    }

    @Test
    void passesWhatComesFromTheLeaseAndNothingElse() {
        assertPasses(packet("10.99.0.2", "10.99.0.1"), true);
        assertPasses(packet("fd99::2", "fd99::1"), true);
        assertPasses(packet("10.99.0.4", "10.99.0.1"), false, new DropCount("source", 1));
        assertPasses(packet("fd99::3", "fd99::1"), false, new DropCount("source", 2));
        assertPasses(packet("10.99.0.2", "10.99.0.3"), false, new DropCount("isolation", 1));
        assertThat(filter.counters().get(InnerFilter.BYTES)).isEqualTo(60);
    }

    @Test
    void isNotFooledByALeasedIpv4AddressInAnIpv6Packet() {
        byte[] disguised = packet("fd99::2", "fd99::1");
        Arrays.fill(disguised, 8, 18, (byte) 0);
        disguised[18] = (byte) 0xff;
        disguised[19] = (byte) 0xff;
        System.arraycopy(new byte[] {10, 99, 0, 2}, 0, disguised, 20, 4);
        assertPasses(disguised, false, new DropCount("source", 1));
    }

    @Test
    void takesAggregatesApart() {
        byte[] good = packet("10.99.0.2", "10.99.0.1");
        byte[] bad = packet("10.99.0.9", "10.99.0.1");
        ByteArrayOutputStream aggregate = new ByteArrayOutputStream();
        for (byte[] each : List.of(good, bad, good, new byte[] {1})) {
            aggregate.write(0);
            aggregate.write(each.length);
            aggregate.writeBytes(each);
        }
        filter.deliver(aggregate.toByteArray(), 0, aggregate.size(), true);
        assertThat(tunnel.packets).isEqualTo(2);
        assertThat(Drops.sum(List.of(drops)))
                .containsExactlyInAnyOrder(new DropCount("source", 1), new DropCount("not-ip", 1));
    }

    @Test
    void survivesAnyPayloadThatTheCodecPassed() {
        Random random = Seed.random("aggregates");
        DataPayload unit = new DataPayload();
        Delivery delivery = new Delivery(filter, new CodecCache(), drops);
        int whole = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] payload = new byte[9 + random.nextInt(80)];
            random.nextBytes(payload);
            payload[4] &= 0x7f;
            payload[0] = 0;
            payload[1] = 0;
            delivery.accept(payload, 0, payload.length, i * 100_000L);
            if (unit.read(payload, 0, payload.length) == DropReason.OK) {
                whole++;
            }
        }
        assertThat(whole).isGreaterThan(10_000);
        delivery.tick(Long.MAX_VALUE / 2);
        assertThat(delivery.heldUnits()).isZero();
    }

    @Test
    void tellsWholePacketsAsTheSlowTwinDoes() {
        Random random = Seed.random("inner packets");
        int whole = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] packet = new byte[random.nextInt(64)];
            random.nextBytes(packet);
            if (packet.length > 6) {
                packet[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
                packet[0] += (byte) (random.nextInt(8) == 0 ? random.nextInt(16) : 0);
                packet[2] = 0;
                packet[3] = (byte) (packet.length + random.nextInt(2));
                packet[4] = 0;
                packet[5] = (byte) (packet.length - IPV6_BYTES);
            }
            assertThat(InnerPacket.isWhole(packet, 0, packet.length)).isEqualTo(isWhole(packet));
            whole += isWhole(packet) ? 1 : 0;
            if (isWhole(packet)) {
                InnerPacket.flowHash(packet, 0, packet.length);
            }
        }
        assertThat(whole).isGreaterThan(10_000);
    }

    private static boolean isWhole(byte[] packet) {
        int version = packet.length == 0 ? 0 : (packet[0] & 0xff) / 16;
        if (version == 4 && packet.length >= IPV4_BYTES) {
            int headerBytes = (packet[0] & 0xff) % 16 * 4;
            int total = (packet[2] & 0xff) * 256 + (packet[3] & 0xff);
            return headerBytes >= IPV4_BYTES && headerBytes <= total && total == packet.length;
        }
        return version == 6
                && packet.length >= IPV6_BYTES
                && (packet[4] & 0xff) * 256 + (packet[5] & 0xff) == packet.length - IPV6_BYTES;
    }
}
