package org.multiwanbond.wire.handshake;

import java.time.Instant;
import java.util.Optional;
import org.multiwanbond.wire.BigEndian;

/**
 * The freshness mark of an HS_INIT: 2^62 plus Unix seconds in eight octets, nanoseconds in four. Thread-safe.
 *
 * @param unixSeconds 0 to 2^62 − 1
 * @param nanos 0 to 999 999 999
 */
public record Timestamp(long unixSeconds, int nanos) implements Comparable<Timestamp> {

    /** Octets on the wire. */
    public static final int BYTES = 12;

    private static final long EPOCH = 1L << 62;
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    public Timestamp {
        if (!isLegal(unixSeconds, nanos)) {
            throw new IllegalArgumentException("timestamp " + unixSeconds + " s " + nanos + " ns");
        }
    }

    /** The mark of an instant not before 1970. */
    public static Timestamp of(Instant instant) {
        return new Timestamp(instant.getEpochSecond(), instant.getNano());
    }

    /** Reads twelve octets; empty if they are no legal mark. */
    public static Optional<Timestamp> read(byte[] buf, int off) {
        long seconds = BigEndian.i64(buf, off) - EPOCH;
        int nanos = BigEndian.i32(buf, off + 8);
        return isLegal(seconds, nanos) ? Optional.of(new Timestamp(seconds, nanos)) : Optional.empty();
    }

    /** Writes twelve octets. */
    public void write(byte[] buf, int off) {
        BigEndian.put64(buf, off, EPOCH + unixSeconds);
        BigEndian.put32(buf, off + 8, nanos);
    }

    @Override
    public int compareTo(Timestamp other) {
        int bySeconds = Long.compare(unixSeconds, other.unixSeconds);
        return bySeconds != 0 ? bySeconds : Integer.compare(nanos, other.nanos);
    }

    private static boolean isLegal(long seconds, int nanos) {
        return seconds >= 0 && seconds < EPOCH && nanos >= 0 && nanos < NANOS_PER_SECOND;
    }
}
