package org.multiwanbond.engine.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.receive.ReceiveLab.ELSEWHERE;
import static org.multiwanbond.engine.receive.ReceiveLab.home;
import static org.multiwanbond.engine.receive.ReceiveLab.patched;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;
import org.multiwanbond.cipher.chacha20.ChaCha20Poly1305;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.keys.EpochKeys;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;

/** Whatever comes: dropped, counted, no exception, no memory. */
class HostileInputTest {
    private static final int MUTATED = 1_000_000;
    private static final int RECORDED = 100_000;
    private static final int GENUINE = 600;
    private static final int PATHS = 3;
    private static final int ROUNDS = 14;
    private static final int ROUND_PACKETS = 2_048;
    private static final long SEED = 20_263;

    private record Sample(byte[] packet, Endpoint from) {}

    private static List<Sample> genuine(ReceiveLab lab, int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int path = i % PATHS;
            byte[] packet = i % 10 == 9 ? lab.keepalive(path, i / PATHS) : lab.data(path, i / PATHS, i);
            samples.add(new Sample(packet, home(path)));
        }
        return samples;
    }

    @Test
    void acceptsNoneOfAMillionMutatedPackets() {
        Random random = Seed.random("mutations", SEED);
        List<ReceiveLab> labs =
                List.of(new ReceiveLab(new Aes256Gcm(), 1, random), new ReceiveLab(new ChaCha20Poly1305(), 2, random));
        for (ReceiveLab lab : labs) {
            List<Sample> samples = genuine(lab, GENUINE);
            int each = MUTATED / labs.size();
            for (int done = 0; done < each; done += 1_000) {
                for (int i = 0; i < 1_000; i++) {
                    Sample sample = samples.get(random.nextInt(GENUINE));
                    lab.arrives(mutated(sample.packet(), random), random.nextInt(8) == 0 ? ELSEWHERE : sample.from());
                }
                lab.run();
                lab.transport.clear();
                lab.nowNs += ReceiveLab.MS;
            }
            assertThat(lab.accepted()).isZero();
            assertThat(lab.dropped() + lab.handshakes).isEqualTo(each);
            System.out.println("suite " + lab.suiteId + ": " + Drops.sum(List.of(lab.drops)));
            assertAllPass(lab, samples);
        }
    }

    private static void assertAllPass(ReceiveLab lab, List<Sample> samples) {
        samples.forEach(sample -> lab.arrives(sample.packet(), sample.from()));
        lab.run();
        assertThat(lab.tunnel.packets).isEqualTo(GENUINE * 9 / 10);
        assertThat(lab.frames).isEqualTo(GENUINE / 10);
    }

    /** Changed for certain; half of them with length and checksum put right, so that they get as far as they can. */
    private static byte[] mutated(byte[] packet, Random random) {
        byte[] changed = change(packet, random);
        if (random.nextBoolean()) {
            patched(changed);
        }
        return Arrays.equals(changed, packet) ? mutated(packet, random) : changed;
    }

    private static byte[] change(byte[] packet, Random random) {
        byte[] copy = packet.clone();
        switch (random.nextInt(8)) {
            case 0:
                return Arrays.copyOf(copy, random.nextInt(packet.length));
            case 1:
                return Arrays.copyOf(copy, packet.length + 1 + random.nextInt(300));
            case 2:
                byte[] noise = new byte[random.nextInt(400)];
                random.nextBytes(noise);
                return noise;
            case 3:
                // Another session, epoch, path, type or number.
                copy[random.nextInt(12)] = (byte) random.nextInt();
                return copy;
            case 4:
                for (int i = random.nextInt(8); i >= 0; i--) {
                    copy[random.nextInt(copy.length)] = (byte) random.nextInt();
                }
                return copy;
            case 5:
                return otherTail(copy, random);
            default:
                int bit = random.nextInt(copy.length * 8);
                copy[bit >> 3] ^= (byte) (1 << (bit & 7));
                return copy;
        }
    }

    private static byte[] otherTail(byte[] copy, Random random) {
        byte[] tail = new byte[copy.length - Header.LENGTH_BYTES];
        random.nextBytes(tail);
        System.arraycopy(tail, 0, copy, Header.LENGTH_BYTES, tail.length);
        return copy;
    }

    @Test
    void deliversNoneOfAHundredThousandRecordedPacketsAgain() {
        Random random = Seed.random("replay", SEED);
        ReceiveLab lab = new ReceiveLab(new Aes256Gcm(), 1, random);
        List<Sample> recorded = genuine(lab, RECORDED);
        play(lab, recorded, false);
        long accepted = lab.accepted();
        assertThat(lab.tunnel.packets).isEqualTo(RECORDED * 9 / 10);
        long marked = lab.session.pathCounters().get(0);
        play(lab, recorded, false);
        Collections.reverse(recorded);
        play(lab, recorded, false);
        Collections.shuffle(recorded, random);
        play(lab, recorded, false);
        play(lab, recorded, true);
        assertThat(lab.accepted()).isEqualTo(accepted);
        lab.gate.keys().offer(lab.newEpoch(1));
        lab.deliver(lab.data(0, RECORDED, RECORDED), home(0));
        accepted = lab.accepted();
        assertThat(lab.confirmations).isEqualTo(1);
        play(lab, recorded, false);
        play(lab, recorded, true);
        assertThat(lab.accepted()).isEqualTo(accepted);
        assertThat(lab.session.pathCounters().get(0)).isEqualTo(marked + 1);
        assertThat(lab.drops.get(DropReason.AUTH)).isZero();
    }

    private static void play(ReceiveLab lab, List<Sample> samples, boolean fromElsewhere) {
        lab.transport.clear();
        for (Sample sample : samples) {
            lab.arrives(sample.packet(), fromElsewhere ? ELSEWHERE : sample.from());
            if (lab.transport.arriving.size() == 64) {
                lab.run();
                lab.transport.clear();
                lab.nowNs += ReceiveLab.MS;
            }
        }
        lab.run();
        lab.transport.clear();
    }

    @Test
    void allocatesNothingForAPacketDroppedBeforeDecryption() {
        ReceiveLab lab = new ReceiveLab(new Aes256Gcm(), 1, new Random(1));
        byte[] seen = lab.data(0, 70_000, 0);
        lab.deliver(seen, home(0));
        byte[] next = lab.data(0, 70_001, 1);
        byte[] otherVersion = next.clone();
        otherVersion[0] = 0x21;
        byte[] otherSession = next.clone();
        otherSession[2] ^= 1;
        byte[] otherEpoch = next.clone();
        otherEpoch[1] ^= 8;
        byte[] unknownType = next.clone();
        unknownType[0] = 0x1f;
        byte[] badChecksum = next.clone();
        badChecksum[14] ^= 1;
        List<byte[]> bad = List.of(
                new byte[10],
                patched(otherVersion),
                Arrays.copyOf(next, next.length + 1),
                badChecksum,
                patched(unknownType),
                patched(otherSession),
                patched(otherEpoch),
                seen,
                lab.data(0, 3, 2));
        for (int i = 0; i < 9_000; i++) {
            lab.arrives(bad.get(i % bad.size()), home(0));
        }
        // The slow lane is empty from here on.
        for (int i = 0; i < 1_000; i++) {
            lab.arrives(next, ELSEWHERE);
        }
        long before = lab.dropped();
        assertThat(Allocations.steadyBytes(lab::runAgain)).isZero();
        assertThat(lab.dropped() - before).isGreaterThan(6 * 9_900);
    }

    @Test
    void allocatesNothingOfItsOwnForAnOpenedOrForgedPacket() {
        for (boolean forged : new boolean[] {false, true}) {
            ReceiveLab lab = new ReceiveLab(new Aes256Gcm(), 1, new Random(1));
            long ours = Long.MAX_VALUE;
            long cipher = Long.MAX_VALUE;
            // In turn, so that both meet the same compiled code.
            for (int i = 0; i < ROUNDS; i++) {
                Round round = new Round(lab, i * ROUND_PACKETS, forged);
                lab.transport.clear();
                round.packets.forEach(packet -> lab.arrives(packet, home(0)));
                ours = Math.min(ours, Allocations.bytes(lab::run));
                cipher = Math.min(cipher, Allocations.bytes(() -> round.throughCipher(lab.alsoOpening)));
            }
            assertThat(lab.tunnel.packets).isEqualTo(forged ? 0 : ROUNDS * ROUND_PACKETS);
            System.out.println((forged ? "forged" : "opened") + ": loop " + ours + " cipher " + cipher);
            assertThat(ours - cipher).as("less than an octet a packet").isLessThan(ROUND_PACKETS);
        }
    }

    /** Genuine or forged packets that were not seen before, as they come and as a batch. */
    private static final class Round {
        private final List<byte[]> packets = new ArrayList<>();
        private final List<PacketBatch> batches = new ArrayList<>();
        private final long[] numbers = new long[64];
        private final int from;

        Round(ReceiveLab lab, int from, boolean forged) {
            this.from = from;
            for (int i = 0; i < ROUND_PACKETS; i++) {
                byte[] packet = lab.data(0, from + i, from + i);
                packet[packet.length - 1] ^= (byte) (forged ? 1 : 0);
                packets.add(packet);
                if (i % 64 == 0) {
                    batches.add(new PacketBatch(64, 64 * 200, 0, CipherSuite.TAG_BYTES));
                }
                PacketBatch batch = batches.get(batches.size() - 1);
                System.arraycopy(packet, 0, batch.slab(), batch.freeOffset(), packet.length);
                batch.append(packet.length);
            }
        }

        void throughCipher(EpochKeys keys) {
            for (int i = 0; i < batches.size(); i++) {
                for (int j = 0; j < 64; j++) {
                    numbers[j] = from + i * 64L + j;
                }
                keys.cipher(0).open(batches.get(i), 0, 64, numbers);
            }
        }
    }
}
