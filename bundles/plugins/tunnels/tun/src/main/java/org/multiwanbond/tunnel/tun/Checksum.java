package org.multiwanbond.tunnel.tun;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.multiwanbond.api.HotPath;

/** The Internet checksum (RFC 1071), eight octets at a time. Thread-safe: stateless. */
@HotPath
final class Checksum {
    /** RFC 1071 §2(B): "the sum may be computed in either order"; this one is that of x86-64 and arm64. */
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private static final long LOW = 0xffff_ffffL;
    private static final int STEP = 4 * Long.BYTES;

    private Checksum() {}

    /** The sum of 16-bit words, carries added in: 0 to 65 535. An odd octet at the end counts as if a zero followed. */
    static int sum(byte[] octets, int offset, int lengthBytes) {
        // Halves of a long cannot overflow a long within the length of a packet; two sums do not wait for each other.
        long one = 0;
        long other = 0;
        int end = offset + lengthBytes;
        int at = offset;
        for (; at <= end - STEP; at += STEP) {
            long a = (long) LONGS.get(octets, at);
            long b = (long) LONGS.get(octets, at + 8);
            long c = (long) LONGS.get(octets, at + 16);
            long d = (long) LONGS.get(octets, at + 24);
            one += (a & LOW) + (a >>> 32) + (b & LOW) + (b >>> 32);
            other += (c & LOW) + (c >>> 32) + (d & LOW) + (d >>> 32);
        }
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long a = (long) LONGS.get(octets, at);
            one += (a & LOW) + (a >>> 32);
        }
        for (int shift = 0; at < end; at++, shift += Byte.SIZE) {
            // Seven octets at most, so that nothing is shifted out.
            other += (octets[at] & 0xffL) << shift;
        }
        one = (one & LOW) + (one >>> 32) + (other & LOW) + (other >>> 32);
        return Short.reverseBytes((short) fold(one)) & 0xffff;
    }

    /** Adds the carries in: 0 to 65 535. */
    static int fold(long sum) {
        long folded = (sum & LOW) + (sum >>> 32);
        folded = (folded & 0xffff) + (folded >>> 16 & 0xffff) + (folded >>> 32);
        folded = (folded & 0xffff) + (folded >>> 16);
        return (int) ((folded & 0xffff) + (folded >>> 16));
    }

    /** What to store where the sum of everything else is this. */
    static int of(long sum) {
        return ~fold(sum) & 0xffff;
    }

    /** As {@link #of}, but all ones for none: "an all zero transmitted checksum value means" no checksum (RFC 768). */
    static int neverZero(long sum) {
        int checksum = of(sum);
        return checksum == 0 ? 0xffff : checksum;
    }
}
