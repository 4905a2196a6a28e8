package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

/** That the contract notices a cipher which believes everything; that good ones pass is shown by the plugins. */
class CipherContractTest {
    private final CipherContract contract = new CipherContract() {
        @Override
        protected CipherSuite suite() {
            return new Credulous();
        }

        @Override
        protected List<CipherVector> vectors() {
            return CipherVector.AES_128_GCM;
        }

        @Override
        protected ReferenceAead twin() {
            return JcaAead.AES_GCM;
        }
    };

    @Test
    void noticesForgeriesThatAreAccepted() {
        assertThatThrownBy(contract::refusesEverySingleFlippedBit).isInstanceOf(AssertionError.class);
        assertThatThrownBy(contract::refusesAnEmptyPlaintextWithAWrongTag).isInstanceOf(AssertionError.class);
        assertThatThrownBy(contract::letsNoMutationThroughAndThrowsNothing).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesThatNothingIsEncrypted() {
        assertThatThrownBy(contract::reproducesItsPublishedExamples).isInstanceOf(AssertionError.class);
        assertThatThrownBy(contract::sealsARunWithConsecutiveNumbersAndTouchesNothingElse)
                .isInstanceOf(AssertionError.class);
    }

    /** Adds tags of whatever lies there and takes them off unread. */
    private static final class Credulous implements CipherSuite, PacketCipher {
        @Override
        public int keyBytes() {
            return 16;
        }

        @Override
        public long rekeyPackets() {
            return 1;
        }

        @Override
        public long stopPackets() {
            return 2;
        }

        @Override
        public PacketCipher create(byte[] key, byte[] iv) {
            return this;
        }

        @Override
        public void seal(PacketBatch packets, int from, int count, long firstPacketNumber) {
            for (int i = from; i < from + count; i++) {
                packets.resize(i, packets.offset(i), packets.lengthBytes(i) + TAG_BYTES);
            }
        }

        @Override
        public int open(PacketBatch packets, int from, int count, long[] packetNumbers) {
            for (int i = from; i < from + count; i++) {
                packets.resize(i, packets.offset(i), Math.max(0, packets.lengthBytes(i) - TAG_BYTES));
            }
            return count;
        }

        @Override
        public void close() {
            // There is no key.
        }
    }
}
