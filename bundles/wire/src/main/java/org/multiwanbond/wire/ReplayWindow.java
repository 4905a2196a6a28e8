package org.multiwanbond.wire;

import org.multiwanbond.api.HotPath;

/**
 * Remembers which packet numbers of one path and direction arrived (a ring of 64-bit blocks, RFC 6479). Confined to the
 * session's receive thread.
 *
 * <p>{@link #isFresh} before decryption, {@link #mark} only after the tag verified. Of a ring of n bits, n − 64 are
 * usable: the block being filled is partly ahead of the highest number. The memory is taken with the first mark, since most
 * paths a session may have are never used.
 */
@HotPath
public final class ReplayWindow {

    /** Bits a new window has: 8 128 numbers. */
    public static final int INITIAL_BITS = 8_192;
    /** Bits a window may grow to: 65 472 numbers. */
    public static final int LARGEST_BITS = 65_536;

    private static final long NONE = -1;

    private int size = INITIAL_BITS >>> 6;
    private long[] blocks = {};
    private long highest = NONE;
    /** Numbers below were outside the window once, so nobody knows whether they came. */
    private long floor;

    /** Whether {@code number} is inside or ahead of the window and was not marked; false for a negative one. */
    public boolean isFresh(long number) {
        if (number > highest) {
            return number >= 0;
        }
        return number >= lowest() && !isSet(number);
    }

    /** Whether {@code number} is inside the window and was marked. */
    public boolean isMarked(long number) {
        return number <= highest && number >= lowest() && isSet(number);
    }

    /** Records an authenticated number, for which {@link #isFresh} was true. */
    public void mark(long number) {
        if (blocks.length == 0) {
            blocks = new long[size];
        }
        if (number > highest) {
            advance(number);
        }
        blocks[blockOf(number)] |= 1L << number;
    }

    /** The highest number marked, −1 for none. */
    public long highest() {
        return highest;
    }

    /** The lowest number that can still be told apart; anything below is refused. */
    public long lowest() {
        return Math.max(floor, highest - usable() + 1);
    }

    /** Numbers the window covers, the highest included. */
    public int usable() {
        return (size - 1) << 6;
    }

    /** Enlarges the window to {@code bits}, a power of two up to {@link #LARGEST_BITS}; never shrinks it. Allocates. */
    public void grow(int bits) {
        int wanted = Math.min(Integer.highestOneBit(Math.max(bits, INITIAL_BITS)), LARGEST_BITS) >>> 6;
        if (wanted <= size) {
            return;
        }
        floor = lowest();
        size = wanted;
        if (highest == NONE) {
            blocks = new long[0];
            return;
        }
        long[] old = blocks;
        blocks = new long[wanted];
        long top = highest >>> 6;
        for (long block = Math.max(0, top - old.length + 1); block <= top; block++) {
            blocks[(int) block & wanted - 1] = old[(int) block & old.length - 1];
        }
    }

    /** Forgets everything: for new keys whose numbers restart at 0. */
    public void reset() {
        clearBlocks(0, blocks.length);
        highest = NONE;
        floor = 0;
    }

    private void advance(long number) {
        long top = highest >> 6;
        long skipped = Math.min((number >> 6) - top, blocks.length);
        clearBlocks(top + 1, (int) skipped);
        highest = number;
    }

    private void clearBlocks(long first, int count) {
        for (int i = 0; i < count; i++) {
            blocks[(int) (first + i) & blocks.length - 1] = 0;
        }
    }

    private boolean isSet(long number) {
        return (blocks[blockOf(number)] >>> number & 1) != 0;
    }

    private int blockOf(long number) {
        return (int) (number >>> 6) & blocks.length - 1;
    }
}
