package org.multiwanbond.tunnel.tun;

import java.io.IOException;

/** A system call that failed, with its error number for those who can say what it means there. Thread-safe: immutable. */
final class SystemCallFailed extends IOException {
    private static final long serialVersionUID = 1;

    private final int number;

    SystemCallFailed(String what, int number) {
        super(what + ": " + Libc.strerror(number));
        this.number = number;
    }

    /** As in errno.h. */
    int number() {
        return number;
    }
}
