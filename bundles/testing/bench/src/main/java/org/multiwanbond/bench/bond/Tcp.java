package org.multiwanbond.bench.bond;

/**
 * A transfer of the kernel's TCP. Thread-safe: immutable.
 *
 * @param down towards the client
 * @param congestion the sender's congestion control
 * @param streams connections at once
 */
record Tcp(boolean down, String congestion, int streams) {
    static final Tcp UP = new Tcp(false, "cubic", 1);
    static final Tcp DOWN = new Tcp(true, "cubic", 1);

    Tcp streams(int count) {
        return new Tcp(down, congestion, count);
    }

    Tcp congestion(String name) {
        return new Tcp(down, name, streams);
    }

    static Tcp way(boolean down) {
        return down ? DOWN : UP;
    }

    @Override
    public String toString() {
        return streams + " " + congestion + (down ? " down" : " up");
    }
}
