package org.multiwanbond.engine.seal;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.packet.PacketBatch;

/**
 * Open send buffers of paths, lent from the first packet of a turn until its flush, so that idle sessions own none.
 * Confined to the send thread.
 */
@HotPath
public final class BatchPool {
    /** What one segmented send may carry (UDP_SEGMENT: at most 64 segments and 65 507 octets). */
    private static final int PACKETS = 64;

    private static final int SLAB_BYTES = 66 * 1024;
    /** Paths that can have an open buffer at once before further ones are made and thrown away. */
    private static final int KEPT = 64;

    private final PacketBatch[] free = new PacketBatch[KEPT];
    private int count;

    /** An empty batch. */
    public PacketBatch take() {
        return count > 0 ? free[--count] : new PacketBatch(PACKETS, SLAB_BYTES, 0, CipherSuite.TAG_BYTES);
    }

    /** Takes a batch back. */
    public void give(PacketBatch batch) {
        batch.clear();
        if (count < KEPT) {
            free[count++] = batch;
        }
    }
}
