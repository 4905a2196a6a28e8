package org.multiwanbond.api.status;

/** Says in a sentence why a drill was not begun; nothing was cut. */
public final class DrillRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public DrillRefused(String sentence) {
        super(sentence);
    }
}
