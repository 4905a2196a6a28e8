package org.multiwanbond.api.exporter;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A format for metrics. Thread-safe. Registered as a service with the property {@link #FORMAT}. */
@ConsumerType
@FunctionalInterface
public interface Exporter {
    /** Service property (String): the name people type, such as {@code prometheus}. */
    String FORMAT = "mwb.exporter";

    /** Writes the samples in this format; the writer stays open. */
    void export(List<Sample> samples, Writer out) throws IOException;
}
