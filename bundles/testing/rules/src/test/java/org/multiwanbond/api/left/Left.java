package org.multiwanbond.api.left;

import org.multiwanbond.api.right.Right;

/** Breaks a law: it and {@link Right} need each other. */
public interface Left {
    Right right();
}
