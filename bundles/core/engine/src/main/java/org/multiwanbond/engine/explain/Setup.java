package org.multiwanbond.engine.explain;

import java.util.List;

/**
 * What the status does not say of the bond. Thread-safe: immutable.
 *
 * @param fec {@code off}, {@code auto} or {@code K+R} as configured
 * @param hasCodec whether a codec is installed
 * @param held paths kept out of use for now
 */
public record Setup(String fec, boolean hasCodec, List<Held> held) {
    /** Nothing is configured. */
    public static final Setup NONE = new Setup("off", false, List.of());

    public Setup {
        held = List.copyOf(held);
    }

    /**
     * A path that is kept out of use though it may answer.
     *
     * @param peer its session
     * @param pathId 0 to 15
     * @param leftNs for how much longer
     */
    public record Held(String peer, int pathId, long leftNs) {}

    /** How much longer a path is kept out of use, 0 if it is not. */
    public long heldNs(String peer, int pathId) {
        return held.stream()
                .filter(one -> one.peer().equals(peer) && one.pathId() == pathId)
                .mapToLong(Held::leftNs)
                .findFirst()
                .orElse(0);
    }
}
