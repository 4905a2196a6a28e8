package org.multiwanbond.engine.rehearsal;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What the Java runtime's compilers have still to do: the diagnostic command {@code Compiler.queue} of HotSpot, asked by JMX.
 * Confined to one thread.
 */
final class CompileQueue {
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
    private static final String COMMAND = "compilerQueue";
    /** Between a class and a method; each method is on a line of its own. */
    private static final String METHOD = "::";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    /** Methods being compiled or waiting for that; 0 where nobody tells. */
    long length() {
        try {
            Object told = server.invoke(new ObjectName(COMMANDS), COMMAND, new Object[0], new String[0]);
            return methods(String.valueOf(told));
        } catch (JMException e) {
            return 0;
        }
    }

    /** How many methods this names. */
    static long methods(String told) {
        return told.lines().filter(line -> line.contains(METHOD)).count();
    }
}
