package org.multiwanbond.api.cipher.support;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;

/** Arrays to copy packets to, hardly longer than the packet, made once. Confined to its cipher's thread. */
@HotPath
final class Scratch {
    /** Copying as much more as this, as some providers do with all they get, is lost in the cost of the packet. */
    private static final int STEP_BYTES = 256;

    /** Up to here each step has an array; beyond a 1 500-octet link there is one, which grows with what comes. */
    private static final int STEPPED_BYTES = 2048;

    private static final byte[] NONE = {};

    private final byte[][] stepped = new byte[STEPPED_BYTES / STEP_BYTES + 1][];
    private byte[] large = NONE;

    Scratch() {
        Arrays.fill(stepped, NONE);
    }

    /** An array of at least so many octets, with anything in it. */
    byte[] of(int lengthBytes) {
        if (lengthBytes > STEPPED_BYTES) {
            if (lengthBytes > large.length) {
                large = new byte[lengthBytes];
            }
            return large;
        }
        int step = (lengthBytes + STEP_BYTES - 1) / STEP_BYTES;
        if (stepped[step].length < step * STEP_BYTES) {
            stepped[step] = new byte[step * STEP_BYTES];
        }
        return stepped[step];
    }

    void wipe() {
        for (byte[] array : stepped) {
            Arrays.fill(array, (byte) 0);
        }
        Arrays.fill(large, (byte) 0);
    }
}
