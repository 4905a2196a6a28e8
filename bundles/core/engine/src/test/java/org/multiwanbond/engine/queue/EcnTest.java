package org.multiwanbond.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Allocations;
import org.multiwanbond.tck.Seed;

class EcnTest {
    private static final int NOT_CAPABLE = 0;
    private static final int EXPERIENCED = 3;

    private static byte[] ipv4(int serviceOctet, Random random) {
        byte[] packet = new byte[60];
        random.nextBytes(packet);
        int words = 5 + random.nextInt(11);
        packet[0] = (byte) (0x40 | words);
        packet[1] = (byte) serviceOctet;
        writeChecksum(packet);
        return packet;
    }

    /** RFC 1071 §1: "the 16 bit one's complement of the one's complement sum of all 16 bit words in the header". */
    private static int checksum(byte[] packet) {
        int sum = 0;
        for (int at = 0; at < (packet[0] & 0xf) * 4; at += 2) {
            int word = (packet[at] & 0xff) << 8 | packet[at + 1] & 0xff;
            sum += at == 10 ? 0 : word;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }

    private static void writeChecksum(byte[] packet) {
        int checksum = checksum(packet);
        packet[10] = (byte) (checksum >>> 8);
        packet[11] = (byte) checksum;
    }

    @Test
    void keepsTheIpv4ChecksumRightForEveryServiceOctet() {
        Random random = Seed.random("ecn");
        for (int round = 0; round < 1_000; round++) {
            for (int serviceOctet = 0; serviceOctet < 256; serviceOctet++) {
                byte[] packet = ipv4(serviceOctet, random);
                byte[] expected = packet.clone();
                boolean capable = (serviceOctet & 3) != NOT_CAPABLE;
                if (capable) {
                    expected[1] |= EXPERIENCED;
                    writeChecksum(expected);
                }
                assertThat(Ecn.mark(packet)).isEqualTo(capable);
                assertThat(packet).isEqualTo(expected);
            }
        }
    }

    @Test
    void keepsTheIpv4ChecksumRightAtBothEndsOfItsRange() {
        for (int checksum = 0; checksum < 0xffff; checksum++) {
            for (int bits = 1; bits < EXPERIENCED; bits++) {
                byte[] packet = new byte[20];
                packet[0] = 0x45;
                packet[1] = (byte) bits;
                // Makes the sum of all other words the complement of the checksum wanted.
                int rest = (0xffff - checksum + 2 * 0xffff - (0x4500 | bits)) % 0xffff;
                packet[12] = (byte) (rest >>> 8);
                packet[13] = (byte) rest;
                writeChecksum(packet);
                byte[] expected = packet.clone();
                expected[1] = EXPERIENCED;
                writeChecksum(expected);
                assertThat(Ecn.mark(packet)).isTrue();
                assertThat(packet).isEqualTo(expected);
            }
        }
    }

    @Test
    void marksIpv6InTheTrafficClassAndNothingElse() {
        Random random = Seed.random("ecn of ipv6");
        for (int trafficClass = 0; trafficClass < 256; trafficClass++) {
            byte[] packet = new byte[60];
            random.nextBytes(packet);
            packet[0] = (byte) (0x60 | trafficClass >>> 4);
            packet[1] = (byte) (trafficClass << 4 | packet[1] & 0xf);
            byte[] expected = packet.clone();
            boolean capable = (trafficClass & 3) != NOT_CAPABLE;
            if (capable) {
                expected[1] |= (byte) (EXPERIENCED << 4);
            }
            assertThat(Ecn.mark(packet)).isEqualTo(capable);
            assertThat(packet).isEqualTo(expected);
        }
    }

    @Test
    void allocatesNothing() {
        byte[] packet = ipv4(1, new Random(1));
        assertThat(Allocations.steadyBytes(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        packet[1] = (byte) i;
                        Ecn.mark(packet);
                    }
                }))
                .isZero();
    }
}
