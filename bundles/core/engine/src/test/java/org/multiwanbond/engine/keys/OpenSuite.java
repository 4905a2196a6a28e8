package org.multiwanbond.engine.keys;

import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

/** Encrypts nothing and allocates nothing. Thread-safe: stateless. */
public final class OpenSuite implements CipherSuite {
    @Override
    public int keyBytes() {
        return 32;
    }

    @Override
    public long rekeyPackets() {
        return Long.MAX_VALUE;
    }

    @Override
    public long stopPackets() {
        return Long.MAX_VALUE;
    }

    @Override
    public PacketCipher create(byte[] key, byte[] iv) {
        return new Open();
    }

    private static final class Open implements PacketCipher {
        @Override
        public void seal(PacketBatch packets, int from, int count, long firstPacketNumber) {
            for (int i = from; i < from + count; i++) {
                packets.resize(i, packets.offset(i), packets.lengthBytes(i) + CipherSuite.TAG_BYTES);
            }
        }

        @Override
        public int open(PacketBatch packets, int from, int count, long[] packetNumbers) {
            for (int i = from; i < from + count; i++) {
                packets.resize(i, packets.offset(i), packets.lengthBytes(i) - CipherSuite.TAG_BYTES);
            }
            return count;
        }

        @Override
        public void close() {
            // There is no key.
        }
    }
}
