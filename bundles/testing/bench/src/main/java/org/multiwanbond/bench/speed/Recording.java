package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Path;
import org.multiwanbond.netlab.lab.Command;

/** A flight recording of what another JVM allocates. Confined to one thread. */
final class Recording {
    private static final String NAME = "name=mwb-bench";

    private final long pid;
    private final Path file;

    private Recording(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    /** Begins after this time. */
    static Recording start(long pid, Path file, int delaySeconds) throws IOException {
        jcmd(
                pid,
                "JFR.start",
                NAME,
                "delay=" + delaySeconds + "s",
                "filename=" + file,
                Allocations.EVENT + "#enabled=true",
                Allocations.EVENT + "#throttle=off",
                Allocations.EVENT + "#stackTrace=true");
        return new Recording(pid, file);
    }

    /** Ends it; answers where it is written. */
    Path stop() throws IOException {
        jcmd(pid, "JFR.stop", NAME);
        return file;
    }

    /** Has a JVM of this user do something. */
    static void jcmd(long pid, String... words) throws IOException {
        String[] whole = new String[words.length + 2];
        whole[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        whole[1] = Long.toString(pid);
        System.arraycopy(words, 0, whole, 2, words.length);
        Command.of(whole).run().orThrow();
    }
}
