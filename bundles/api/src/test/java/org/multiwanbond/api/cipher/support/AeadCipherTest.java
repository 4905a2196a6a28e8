package org.multiwanbond.api.cipher.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiwanbond.api.cipher.CipherSuite.HEADER_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.NONCE_BYTES;
import static org.multiwanbond.api.cipher.CipherSuite.TAG_BYTES;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

class AeadCipherTest {
    private static final byte[] KEY = {7};
    private static final byte[] IV = new byte[NONCE_BYTES];

    /** Of packets without payload, small, usual, and too large for a usual link. */
    private static final int[] BODY_BYTES = {0, 1, 16, 255, 256, 257, 1400, 2032, 2033, 9000, 40};

    @ParameterizedTest
    @EnumSource(Passing.class)
    void leavesTheNeighboursOfForgedPacketsAsTheyAre(Passing passing) throws InvalidKeyException {
        PacketBatch packets = filled();
        byte[] plain = packets.slab().clone();
        long[] numbers = numbers();
        cipher(passing).seal(packets, 0, packets.count(), 0);
        byte[] sealed = packets.slab().clone();
        for (int i = 1; i < packets.count(); i += 2) {
            packets.slab()[lastOctet(packets, i)] ^= 1;
        }
        assertThat(cipher(passing).open(packets, 0, packets.count(), numbers)).isEqualTo((BODY_BYTES.length + 1) / 2);
        for (int i = 0; i < packets.count(); i++) {
            int from = packets.offset(i);
            int to = from + HEADER_BYTES + BODY_BYTES[i];
            if (i % 2 == 0) {
                assertThat(packets.lengthBytes(i)).isEqualTo(to - from);
                assertThat(Arrays.mismatch(packets.slab(), from, to, plain, from, to))
                        .isEqualTo(-1);
            } else {
                assertThat(packets.lengthBytes(i)).isEqualTo(PacketCipher.REFUSED);
                assertThat(Arrays.mismatch(packets.slab(), from, to, sealed, from, to))
                        .as("a refused packet stays as it came")
                        .isEqualTo(-1);
            }
        }
        assertThat(guardsStand(packets)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Passing.class)
    void touchesNothingButThePacketsItIsGiven(Passing passing) throws InvalidKeyException {
        PacketBatch packets = filled();
        byte[] before = packets.slab().clone();
        cipher(passing).seal(packets, 3, 4, 3);
        int from = packets.offset(3);
        int to = packets.offset(7);
        assertThat(Arrays.mismatch(packets.slab(), 0, from, before, 0, from)).isEqualTo(-1);
        assertThat(Arrays.mismatch(packets.slab(), to, before.length, before, to, before.length))
                .isEqualTo(-1);
        assertThat(cipher(passing).open(packets, 3, 4, numbers())).isEqualTo(4);
        assertThat(guardsStand(packets)).isTrue();
        for (int i = 0; i < packets.count(); i++) {
            int end = packets.offset(i) + HEADER_BYTES + BODY_BYTES[i];
            assertThat(Arrays.mismatch(packets.slab(), packets.offset(i), end, before, packets.offset(i), end))
                    .isEqualTo(-1);
        }
    }

    @Test
    void sealsAlikeHoweverArraysArePassed() throws InvalidKeyException {
        byte[][] slabs = new byte[Passing.values().length][];
        for (Passing passing : Passing.values()) {
            PacketBatch packets = filled();
            cipher(passing).seal(packets, 0, packets.count(), 1L << 40);
            slabs[passing.ordinal()] = packets.slab();
        }
        assertThat(slabs[1]).isEqualTo(slabs[0]);
        assertThat(slabs[2]).isEqualTo(slabs[0]);
    }

    @Test
    void takesTroubleOfTheProviderForAForgery() throws InvalidKeyException {
        PacketBatch packets = filled();
        PacketCipher cipher = new AeadCipher(new Failing(), Passing.APART, IV);
        assertThat(cipher.open(packets, 0, packets.count(), numbers())).isZero();
        assertThatThrownBy(() -> cipher.seal(packets, 0, 1, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(cipher::close).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAnInitialisationVectorOfAnotherLength() {
        assertThatThrownBy(() -> new AeadCipher(new Failing(), Passing.APART, new byte[NONCE_BYTES + 1]))
                .isInstanceOf(InvalidKeyException.class);
    }

    private static PacketCipher cipher(Passing passing) throws InvalidKeyException {
        return new AeadCipher(new ToyAead(KEY, passing), passing, IV);
    }

    /** Each packet has other octets, and one more than the tag needs behind it: a guard. */
    private static PacketBatch filled() {
        PacketBatch packets = new PacketBatch(BODY_BYTES.length, 16 * 1024, 0, TAG_BYTES + 1);
        Arrays.fill(packets.slab(), (byte) 0x55);
        for (int bodyBytes : BODY_BYTES) {
            int index = packets.append(HEADER_BYTES + bodyBytes);
            int from = packets.offset(index);
            Arrays.fill(packets.slab(), from, from + HEADER_BYTES + bodyBytes, (byte) (index + 1));
        }
        return packets;
    }

    private static boolean guardsStand(PacketBatch packets) {
        boolean stand = true;
        for (int i = 0; i < packets.count(); i++) {
            stand &= packets.slab()[lastOctet(packets, i) + 1] == 0x55;
        }
        return stand;
    }

    private static int lastOctet(PacketBatch packets, int index) {
        return packets.offset(index) + HEADER_BYTES + BODY_BYTES[index] + TAG_BYTES - 1;
    }

    private static long[] numbers() {
        long[] numbers = new long[BODY_BYTES.length];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    /** What a provider does that has lost its library. */
    private static final class Failing implements Aead {
        @Override
        public void beginSealing(byte[] nonce, byte[] header, int headerOffset) throws GeneralSecurityException {
            throw new GeneralSecurityException("gone");
        }

        @Override
        public void beginOpening(byte[] nonce, byte[] header, int headerOffset) {
            throw new ProviderException("gone");
        }

        @Override
        public void finish(byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset) {
            throw new ProviderException("gone");
        }

        @Override
        public void close() throws GeneralSecurityException {
            throw new GeneralSecurityException("gone");
        }
    }
}
