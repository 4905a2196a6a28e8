package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;

/** Inner packets of one session that wait for a path, first in first out, oldest kept. Confined to the send thread. */
@HotPath
final class WaitingQueue {
    /** Packets: half a second at 20 Mbit/s, and what the kernel's queue of a TUN device holds by default. */
    private static final int MOST = 512;

    private byte[][] packets = {};
    private int[] lengths = {};
    private int head;
    private int count;

    /** Keeps a copy; answers false when full. */
    boolean add(byte[] buf, int off, int len) {
        if (packets.length == 0) {
            packets = new byte[MOST][];
            lengths = new int[MOST];
        }
        if (count == MOST) {
            return false;
        }
        int at = (head + count) % MOST;
        if (packets[at] == null || packets[at].length < len) {
            packets[at] = new byte[Math.max(len, 1_600)];
        }
        System.arraycopy(buf, off, packets[at], 0, len);
        lengths[at] = len;
        count++;
        return true;
    }

    byte[] first() {
        return packets[head];
    }

    int firstBytes() {
        return lengths[head];
    }

    void dropFirst() {
        head = (head + 1) % MOST;
        count--;
        if (count == 0) {
            // An idle session keeps no memory for this.
            packets = new byte[0][];
            lengths = new int[0];
            head = 0;
        }
    }

    int count() {
        return count;
    }
}
