package org.multiwanbond.api.status;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A service that knows of problems a person should see in {@code bond:status}. Thread-safe. */
@ConsumerType
@FunctionalInterface
public interface ProblemSource {
    /** One sentence for each problem that stands now. */
    List<String> problems();
}
