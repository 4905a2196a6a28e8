package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;

/** Takes inner packets in their final order. Confined to the receive thread. */
@HotPath
@FunctionalInterface
interface UnitSink {
    /** One unit: an inner packet, or several with a 2-octet length before each if {@code aggregate}. */
    void deliver(byte[] buf, int off, int len, boolean aggregate);
}
