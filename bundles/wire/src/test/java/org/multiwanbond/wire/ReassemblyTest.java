package org.multiwanbond.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReassemblyTest {

    private static final long SEED = 500;
    private static final long NOW_NS = -7_000_000_000L;

    private final Reassembly reassembly = new Reassembly();
    private final byte[] out = new byte[70_000];

    @Test
    void putsShuffledFragmentsOfManyUnitsTogether() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            byte[][] units = new byte[20][];
            List<Fragment> fragments = new ArrayList<>();
            for (int dsn = 0; dsn < units.length; dsn++) {
                units[dsn] = new byte[16 + random.nextInt(9_000)];
                random.nextBytes(units[dsn]);
                fragments.addAll(cut(dsn, units[dsn], 2 + random.nextInt(15)));
            }
            fragments.addAll(fragments.subList(0, 30));
            Collections.shuffle(fragments, random);
            int complete = 0;
            for (Fragment fragment : fragments) {
                int length = offer(fragment, NOW_NS);
                if (length > 0) {
                    assertThat(reassembly.take(out, 5)).isEqualTo(length);
                    assertThat(Arrays.copyOfRange(out, 5, 5 + length)).isEqualTo(units[(int) fragment.dsn]);
                    complete++;
                }
            }
            assertThat(complete).isGreaterThanOrEqualTo(units.length);
            reassembly.expire(NOW_NS + Reassembly.TIMEOUT_NS + 1);
            assertThat(reassembly.pendingUnits()).isZero();
        }
    }

    @Test
    void beginsAnewWhenItGaveItsMemoryBack() {
        List<Fragment> halves = cut(7, new byte[900], 2);
        assertThat(offer(halves.get(0), NOW_NS)).isEqualTo(Reassembly.PENDING);
        reassembly.rest();
        assertThat(reassembly.pendingUnits()).isZero();
        assertThat(offer(halves.get(1), NOW_NS)).isEqualTo(Reassembly.PENDING);
        assertThat(offer(halves.get(0), NOW_NS)).isEqualTo(900);
    }

    @Test
    void startsAnewWhenTheCountChanges() {
        byte[] unit = new byte[3_000];
        Arrays.fill(unit, (byte) 5);
        List<Fragment> two = cut(9, unit, 2);
        List<Fragment> three = cut(9, unit, 3);
        assertThat(offer(two.get(0), NOW_NS)).isEqualTo(Reassembly.PENDING);
        assertThat(offer(three.get(1), NOW_NS)).isEqualTo(Reassembly.PENDING);
        assertThat(offer(three.get(2), NOW_NS)).isEqualTo(Reassembly.PENDING);
        assertThat(offer(three.get(0), NOW_NS)).isEqualTo(3_000);
        assertThat(reassembly.take(out, 0)).isEqualTo(3_000);
        assertThat(reassembly.pendingUnits()).isZero();
    }

    @Test
    void holdsSixtyFourUnitsForHalfASecond() {
        for (int dsn = 0; dsn < 64; dsn++) {
            assertThat(offer(cut(dsn, new byte[100], 2).get(0), NOW_NS)).isEqualTo(Reassembly.PENDING);
        }
        Fragment more = cut(64, new byte[100], 2).get(0);
        assertThat(offer(more, NOW_NS + Reassembly.TIMEOUT_NS)).isEqualTo(Reassembly.DROPPED);
        assertThat(offer(more, NOW_NS + Reassembly.TIMEOUT_NS + 1)).isEqualTo(Reassembly.PENDING);
        assertThat(reassembly.pendingUnits()).isEqualTo(1);
        reassembly.forget(64);
        assertThat(reassembly.pendingUnits()).isZero();
    }

    @Test
    void holdsOneMebibyteAndGetsAllOfItBack() {
        for (int round = 0; round < 3; round++) {
            int held = 0;
            int dsn = 0;
            while (offer(new Fragment(dsn, 0, 2, new byte[60_000], 60_000), NOW_NS) == Reassembly.PENDING) {
                held += 60_000;
                dsn++;
            }
            assertThat(held).isLessThanOrEqualTo(Reassembly.MEMORY_BYTES).isGreaterThan(900_000);
            assertThat(reassembly.pendingUnits()).isEqualTo(dsn);
            assertThat(reassembly.expire(NOW_NS + Reassembly.TIMEOUT_NS + 1)).isEqualTo(dsn);
        }
    }

    @Test
    void dropsAUnitLongerThanAnyPacket() {
        Fragment half = new Fragment(1, 0, 2, new byte[32_768], 32_768);
        Fragment otherHalf = new Fragment(1, 1, 2, new byte[32_768], 32_768);
        assertThat(offer(half, NOW_NS)).isEqualTo(Reassembly.PENDING);
        assertThat(offer(otherHalf, NOW_NS)).isEqualTo(Reassembly.DROPPED);
        assertThat(reassembly.pendingUnits()).isZero();
    }

    private int offer(Fragment fragment, long nowNs) {
        byte[] payload = new byte[fragment.octets.length + DataPayload.LONGEST_PREFIX_BYTES];
        DataPayload view = new DataPayload();
        int inner = view.begin((int) fragment.dsn, 0, 0, 0)
                .fragment(fragment.index, fragment.count)
                .write(payload, 0);
        System.arraycopy(fragment.octets, 0, payload, inner, fragment.length);
        assertThat(view.read(payload, 0, inner + fragment.length)).isEqualTo(DropReason.OK);
        return reassembly.offer(fragment.dsn, view, payload, nowNs);
    }

    private static List<Fragment> cut(long dsn, byte[] unit, int count) {
        List<Fragment> fragments = new ArrayList<>();
        int part = (unit.length + count - 1) / count;
        int used = Math.min(count, (unit.length + part - 1) / part);
        for (int i = 0; i < used; i++) {
            byte[] octets = Arrays.copyOfRange(unit, i * part, Math.min(unit.length, (i + 1) * part));
            fragments.add(new Fragment(dsn, i, Math.max(2, used), octets, octets.length));
        }
        return fragments;
    }

    private record Fragment(long dsn, int index, int count, byte[] octets, int length) {}
}
