package org.multiwanbond.api.codec;

import org.multiwanbond.api.HotPath;
import org.osgi.annotation.versioning.ConsumerType;

/** An erasure code for one choice of k data and r repair symbols. Confined to one thread. */
@HotPath
@ConsumerType
public interface Codec {
    /**
     * Computes the repair symbols.
     *
     * @param symbols k data symbols, then r arrays for the repair symbols, all at least {@code lengthBytes} long
     * @param lengthBytes octets of each symbol
     */
    void encode(byte[][] symbols, int lengthBytes);

    /**
     * Recovers missing data symbols in place.
     *
     * @param symbols k + r symbols; the arrays of missing ones are overwritten
     * @param present whether each symbol arrived
     * @param lengthBytes octets of each symbol
     * @return whether at least k symbols were present; if not, nothing is changed
     */
    boolean decode(byte[][] symbols, boolean[] present, int lengthBytes);
}
