package org.multiwanbond.api.right;

import org.multiwanbond.api.left.Left;

/** Breaks a law: it and {@link Left} need each other. */
public interface Right {
    int LIMIT = 7;

    Left left();
}
