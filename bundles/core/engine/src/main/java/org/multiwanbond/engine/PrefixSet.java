package org.multiwanbond.engine;

import java.util.List;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;

/** A few prefixes, asked per packet. Thread-safe: immutable. */
@HotPath
public final class PrefixSet implements AddressSet {
    /** Contains every address. */
    public static final PrefixSet ANY = new PrefixSet(List.of(Prefix.parse("0.0.0.0/0"), Prefix.parse("::/0")));

    private static final int IPV4_SHIFT_BITS = 96;

    private final long[] highs;
    private final long[] lows;
    private final long[] highMasks;
    private final long[] lowMasks;
    private final boolean[] ipv6;

    public PrefixSet(List<Prefix> prefixes) {
        int count = prefixes.size();
        highs = new long[count];
        lows = new long[count];
        highMasks = new long[count];
        lowMasks = new long[count];
        ipv6 = new boolean[count];
        for (int i = 0; i < count; i++) {
            Prefix prefix = prefixes.get(i);
            int bits = prefix.lengthBits() + (prefix.isIpv6() ? 0 : IPV4_SHIFT_BITS);
            highMasks[i] = mask(Math.min(bits, Long.SIZE));
            lowMasks[i] = mask(Math.max(0, bits - Long.SIZE));
            highs[i] = Addresses.high(prefix.address()) & highMasks[i];
            lows[i] = Addresses.low(prefix.address()) & lowMasks[i];
            ipv6[i] = prefix.isIpv6();
        }
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << Long.SIZE - bits;
    }

    @Override
    public boolean contains(long high, long low) {
        boolean wanted = !Addresses.isIpv4(high, low);
        for (int i = 0; i < highs.length; i++) {
            // ::/0 covers the mapped addresses too, but holds no IPv4.
            if (ipv6[i] == wanted && (high & highMasks[i]) == highs[i] && (low & lowMasks[i]) == lows[i]) {
                return true;
            }
        }
        return false;
    }
}
