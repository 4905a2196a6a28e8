package org.multiwanbond.engine.keys;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

/** Encrypts nothing, but remembers every key and packet number it was to seal with. Confined to one thread. */
public final class CountingSuite implements CipherSuite {
    private static final int KEY_SHIFT = 40;

    private final Map<ByteBuffer, Integer> keys = new HashMap<>();
    private final long stopPackets;
    private long[] used = new long[1 << 16];
    private int count;

    public CountingSuite(long stopPackets) {
        this.stopPackets = stopPackets;
    }

    @Override
    public int keyBytes() {
        return 32;
    }

    @Override
    public long rekeyPackets() {
        return stopPackets / 2;
    }

    @Override
    public long stopPackets() {
        return stopPackets;
    }

    @Override
    public PacketCipher create(byte[] key, byte[] iv) {
        int id = keys.computeIfAbsent(ByteBuffer.wrap(key.clone()), unknown -> keys.size());
        return new Counting(id);
    }

    /** Packets sealed. */
    public int sealed() {
        return count;
    }

    public int keys() {
        return keys.size();
    }

    /** Pairs of key and packet number that were used more than once. */
    public long repeated() {
        long[] sorted = Arrays.copyOf(used, count);
        Arrays.sort(sorted);
        long repeated = 0;
        for (int i = 1; i < count; i++) {
            repeated += sorted[i] == sorted[i - 1] ? 1 : 0;
        }
        return repeated;
    }

    private final class Counting implements PacketCipher {
        private final int key;

        Counting(int key) {
            this.key = key;
        }

        @Override
        public void seal(PacketBatch packets, int from, int packetCount, long firstPacketNumber) {
            for (int i = 0; i < packetCount; i++) {
                used = count == used.length ? Arrays.copyOf(used, 2 * count) : used;
                used[count++] = (long) key << KEY_SHIFT | firstPacketNumber + i;
                packets.resize(
                        from + i, packets.offset(from + i), packets.lengthBytes(from + i) + CipherSuite.TAG_BYTES);
            }
        }

        @Override
        public int open(PacketBatch packets, int from, int packetCount, long[] packetNumbers) {
            for (int i = from; i < from + packetCount; i++) {
                packets.resize(i, packets.offset(i), packets.lengthBytes(i) - CipherSuite.TAG_BYTES);
            }
            return packetCount;
        }

        @Override
        public void close() {
            // There is no key.
        }
    }
}
