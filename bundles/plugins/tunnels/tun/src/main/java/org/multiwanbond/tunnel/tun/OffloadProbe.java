package org.multiwanbond.tunnel.tun;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.IntUnaryOperator;

/** Asks a kernel for offloads, one less each time it refuses. Confined to its caller. */
final class OffloadProbe {
    private final StringJoiner refusals = new StringJoiner(", ");
    private final Offload granted;

    /**
     * Asks at once.
     *
     * @param most what to begin with
     * @param kernel takes flags of TUNSETOFFLOAD and answers 0 or an error number
     */
    OffloadProbe(Offload most, IntUnaryOperator kernel) {
        Offload asked = most;
        while (asked != Offload.NONE) {
            int number = kernel.applyAsInt(asked.flags());
            if (number == 0) {
                break;
            }
            refusals.add(word(asked) + ": " + Libc.strerror(number));
            asked = Offload.values()[asked.ordinal() - 1];
        }
        granted = asked;
    }

    /** What the kernel agreed to. */
    Offload granted() {
        return granted;
    }

    /** What it refused, and why; empty if nothing. */
    String refusals() {
        return refusals.toString();
    }

    private static String word(Offload offload) {
        return offload.name().toLowerCase(Locale.ROOT);
    }
}
