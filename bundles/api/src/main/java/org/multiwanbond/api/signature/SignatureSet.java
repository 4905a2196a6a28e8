package org.multiwanbond.api.signature;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A family of application signatures, kept as lines of text. Thread-safe. Registered as a service. */
@ConsumerType
public interface SignatureSet {
    /** Name of the family, such as {@code streaming}. */
    String name();

    /** The signatures, one per line, in the order in which they are tried. */
    List<String> lines();
}
