package org.multiwanbond.api.codec;

import org.osgi.annotation.versioning.ConsumerType;

/** An erasure code. Thread-safe. Registered as a service with the property {@link #SCHEME}. */
@ConsumerType
@FunctionalInterface
public interface CodecFactory {
    /** Service property (Integer): the scheme number on the wire; 1 is Reed-Solomon. */
    String SCHEME = "mwb.scheme";

    /**
     * A codec for blocks of {@code dataSymbols} + {@code repairSymbols}.
     *
     * @throws IllegalArgumentException if the scheme cannot do that many
     */
    Codec create(int dataSymbols, int repairSymbols);
}
