package org.multiwanbond.engine.rehearsal;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** What the Java runtime's compilers work. Confined to one thread. */
final class CompileTime {
    /** None if this runtime does not compile, or does not tell. */
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();

    private long lastMs = totalMs();

    /** Milliseconds of all compilers since the last call or the beginning; 0 where nobody tells. */
    long sinceLastMs() {
        long beforeMs = lastMs;
        lastMs = totalMs();
        return lastMs - beforeMs;
    }

    private long totalMs() {
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler.getTotalCompilationTime()
                : 0;
    }
}
