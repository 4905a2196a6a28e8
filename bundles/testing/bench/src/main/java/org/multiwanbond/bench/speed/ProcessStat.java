package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of a process with all its threads, by {@code /proc/PID/stat}. Stateless. */
final class ProcessStat {
    /** USER_HZ, in which Linux reports to programs on all architectures but two old ones. */
    private static final double TICKS_PER_SECOND = 100;

    private ProcessStat() {}

    static double cpuSeconds(long pid) throws IOException {
        return read(Files.readString(Path.of("/proc/" + pid + "/stat")));
    }

    /** User and system time of a line; proc_pid_stat(5): fields 14 and 15, behind a name that may hold anything. */
    static double read(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }
}
