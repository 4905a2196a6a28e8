package org.multiwanbond.engine.explain;

import java.util.TreeMap;

/** Whether the machine holds the bond back. Thread-safe: stateless. */
final class MachineRules {
    /** Of a core: beyond this a thread has no time left for bursts. */
    private static final double FULL_CORE = 0.9;

    private static final double FULL_MACHINE = 0.95;
    /** The collector stops all threads meanwhile: 50 ms of each second are felt. */
    private static final double MUCH_COLLECTION = 0.05;

    private static final String PROCESSOR = "processor";

    private MachineRules() {}

    static void judge(Machine machine, Findings findings) {
        new TreeMap<>(machine.threadCores()).forEach((name, cores) -> thread(name, cores, findings));
        if (machine.processCores() >= FULL_MACHINE * machine.processors()) {
            findings.warn(
                    PROCESSOR,
                    Figures.text(
                            "The process uses %.0f %% of the machine's %d core(s): the processor limits the bond.",
                            100 * machine.processCores() / machine.processors(), machine.processors()),
                    "Stop other work on this machine, or give it more or faster cores.");
        }
        if (machine.collectionRatio() >= MUCH_COLLECTION) {
            findings.warn(
                    "memory",
                    "The garbage collector takes " + Figures.percent(machine.collectionRatio())
                            + " of the time, and packets wait meanwhile.",
                    "Give the process more memory: set MWB_HEAP before bin/start.");
        }
        drops(machine, findings);
    }

    private static void thread(String name, double cores, Findings findings) {
        if (cores >= FULL_CORE) {
            findings.warn(
                    PROCESSOR,
                    Figures.text("Thread %s uses %.0f %% of a core: the processor limits the bond.", name, cores * 100),
                    "Use a faster core, or a cipher it has instructions for, such as aes-128-gcm.");
        }
    }

    private static void drops(Machine machine, Findings findings) {
        if (machine.socketDrops() > 0) {
            String limit = machine.receiveLimitBytes() > 0
                    ? " (net.core.rmem_max is " + machine.receiveLimitBytes() + " octets)"
                    : "";
            findings.warn(
                    "socket",
                    "The kernel dropped " + machine.socketDrops()
                            + " datagrams within a second because a socket's receive buffer was full" + limit + ".",
                    "Allow larger buffers: sysctl -w net.core.rmem_max=8388608, then restart.");
        }
        if (machine.tunnelDrops() > 0) {
            findings.warn(
                    "tunnel",
                    machine.tunnelDrops() + " packets were dropped within a second between host and tunnel device,"
                            + " because the engine did not read them in time or the host refused them.",
                    "Look for a full processor; a longer queue helps bursts: ip link set dev mwb0 txqueuelen 2000.");
        }
    }
}
