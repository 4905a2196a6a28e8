package org.multiwanbond.api.cipher.support;

/**
 * How arrays are passed to an {@link Aead}. Providers differ in what they copy, and in what they overwrite when a tag is
 * wrong; a refused packet must leave its neighbours in the slab as they are. Thread-safe.
 */
public enum Passing {
    /** Seals in place; opens from a copy of the packet, at the front of an array, into the slab. */
    OPENS_FROM_COPY(true, false),

    /** Seals in place; opens from the slab into another array, from where an authentic packet is copied back. */
    OPENS_INTO_COPY(false, true),

    /** Never sees the slab but for the header: reads from one array and writes to another, both hardly longer than needed. */
    APART(true, true);

    private final boolean opensFromCopy;
    private final boolean opensIntoCopy;

    Passing(boolean opensFromCopy, boolean opensIntoCopy) {
        this.opensFromCopy = opensFromCopy;
        this.opensIntoCopy = opensIntoCopy;
    }

    boolean sealsApart() {
        return opensFromCopy && opensIntoCopy;
    }

    boolean opensFromCopy() {
        return opensFromCopy;
    }

    boolean opensIntoCopy() {
        return opensIntoCopy;
    }
}
