package org.multiwanbond.engine.keys;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.packet.PacketBatch;

/** Stands where a cipher is missing: nothing passes in either direction, least of all in clear. Thread-safe: stateless. */
@HotPath
final class AbsentCipher implements PacketCipher {
    static final AbsentCipher INSTANCE = new AbsentCipher();

    private AbsentCipher() {}

    @Override
    public void seal(PacketBatch packets, int from, int count, long firstPacketNumber) {
        byte[] slab = packets.slab();
        for (int i = from; i < from + count; i++) {
            int end = packets.offset(i) + packets.lengthBytes(i) + CipherSuite.TAG_BYTES;
            for (int at = packets.offset(i) + CipherSuite.HEADER_BYTES; at < end; at++) {
                slab[at] = 0;
            }
            packets.resize(i, packets.offset(i), packets.lengthBytes(i) + CipherSuite.TAG_BYTES);
        }
    }

    @Override
    public int open(PacketBatch packets, int from, int count, long[] packetNumbers) {
        for (int i = from; i < from + count; i++) {
            packets.resize(i, packets.offset(i), REFUSED);
        }
        return 0;
    }

    @Override
    public void close() {
        // There is nothing to wipe.
    }
}
