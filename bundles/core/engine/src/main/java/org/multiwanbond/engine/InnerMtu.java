package org.multiwanbond.engine;

import org.multiwanbond.api.config.BondSettings;

/** The MTU of the tunnel device, protocol §6. Thread-safe: stateless. */
final class InnerMtu {
    /** Protocol §6: "Never below 1 280" (the least of IPv6, RFC 8200 §5). */
    static final int LEAST_BYTES = 1_280;
    /** Protocol §6: "1 398 (+ 54 = 1 452, what IPv6 outside carries at path MTU 1 500)". */
    private static final int DEFAULT_BYTES = 1_398;

    private InnerMtu() {}

    static int of(BondSettings settings) {
        return settings.mtuBytes() > 0 ? settings.mtuBytes() : DEFAULT_BYTES;
    }
}
