package org.multiwanbond.wire;

import java.util.List;

/** Why a packet was refused: small integers that index counters, {@link #OK} for a good packet. Thread-safe. */
public final class DropReason {

    public static final int OK = 0;
    public static final int SHORT = 1;
    public static final int VERSION = 2;
    public static final int LENGTH = 3;
    public static final int CHECKSUM = 4;
    public static final int MALFORMED = 5;
    public static final int NOSESSION = 6;
    public static final int SLOWLANE = 7;
    public static final int EPOCH = 8;
    public static final int REPLAY = 9;
    public static final int AUTH = 10;
    public static final int PAYLOAD = 11;
    public static final int NOPATH = 12;

    /** One more than the largest reason: the size of a counter array. */
    public static final int COUNT = 13;

    private static final List<String> NAMES = List.of(
            "ok",
            "short",
            "version",
            "length",
            "checksum",
            "malformed",
            "nosession",
            "slowlane",
            "epoch",
            "replay",
            "auth",
            "payload",
            "nopath");

    private DropReason() {}

    /** The counter's name as the protocol text spells it, {@code ok} for {@link #OK}. */
    public static String name(int reason) {
        return NAMES.get(reason);
    }
}
