package org.multiwanbond.netlab.sim.tcp;

/** Decides how much may be in flight and how fast it leaves. Confined to one thread. */
interface CongestionControl {
    /** RFC 6928 §2. */
    int INITIAL_SEGMENTS = 10;

    /** Segments that may be in flight. */
    int windowSegments();

    /** Segments a second; 0 = not paced. */
    double pacing();

    /** Segments that may leave at once when paced. */
    int burstSegments();

    /** An acknowledgement was taken in. */
    void acknowledged(AckSample sample);

    /** Segments were sent. */
    void sent(int segments);

    /** A loss or a congestion mark: once a window. */
    void reduce(AckSample sample);

    /** The retransmission timer ran out. */
    void timedOut(AckSample sample);

    /** Everything sent before {@link #reduce} or {@link #timedOut} is acknowledged. */
    void recovered();

    /** The last reduction was a mistake: what seemed lost had only been overtaken. */
    void undo();
}
