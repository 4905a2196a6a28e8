package org.multiwanbond.wire.control;

/** Refuses values that a frame's field cannot carry: a bug of the sender, never caused by a packet. Thread-safe. */
final class FrameLimits {

    private FrameLimits() {}

    static void check(String what, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " " + value + " is not within 0 and " + most);
        }
    }
}
