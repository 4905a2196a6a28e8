package org.multiwanbond.rules;

import java.util.Set;

/** Names what is wrong with a call on the per-packet path. Thread-safe. */
final class Offence {
    private static final Set<String> BOXES = Set.of(
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double");
    private static final Set<String> CLOCKS = Set.of(
            "java/lang/System.nanoTime",
            "java/lang/System.currentTimeMillis",
            "java/time/Instant.now",
            "java/time/Clock.instant",
            "java/time/Clock.millis");

    private Offence() {}

    /** What the call does, as a verb and its object; empty if nothing is wrong with it. */
    static String of(String owner, String name, String descriptor) {
        String call = owner + "." + name;
        if (owner.startsWith("org/slf4j/")
                || owner.startsWith("java/util/logging/")
                || owner.contains("System$Logger")) {
            return "logs";
        }
        if (call.equals("java/lang/String.format") || call.equals("java/lang/String.formatted")) {
            return "formats text";
        }
        if (owner.startsWith("java/util/stream/") || descriptor.contains(")Ljava/util/stream/")) {
            return "opens a stream";
        }
        if (BOXES.contains(owner) && name.equals("valueOf") && !descriptor.startsWith("(Ljava/lang/String;")) {
            return "boxes a number";
        }
        if (CLOCKS.contains(call)) {
            return "asks the clock";
        }
        if (call.equals("java/lang/Thread.sleep")) {
            return "sleeps";
        }
        // Unparking a waiting thread takes no lock.
        boolean locks = owner.startsWith("java/util/concurrent/locks/") && !owner.endsWith("/LockSupport");
        return locks ? "takes a lock" : "";
    }
}
