package org.multiwanbond.netlab;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.multiwanbond.netlab.lab.BondLab;
import org.multiwanbond.netlab.lab.Waiter;
import org.multiwanbond.netlab.lab.WanPlan;

/** What {@code ./mwb demo} runs after the build: the bond over three emulated links, measured. */
public final class Demo {
    private static final String USAGE =
            """
            Usage: demo [--seconds N] [--keep] [--json] [--root DIR]

              --seconds  how long the bond is measured (default 20); each link alone half of that
              --keep     leaves everything running until Ctrl-C
              --json     the last line of stdout is the result as JSON; progress goes to stderr
              --root     the folder with karaf-distribution/ (default: here)
            """;

    private static final List<WanPlan> WANS = List.of(
            WanPlan.of("fiber", "Fiber", "fiber", 50, 10),
            WanPlan.of("starlink", "Starlink", "starlink", 30, 25),
            WanPlan.of("lte", "LTE", "lte", 20, 40));

    private static final long SEED = 1;

    private int seconds = 20;
    private boolean keep;
    private boolean json;
    private Path root = Path.of("");

    private Demo() {}

    /** See the usage. */
    public static void main(String[] arguments) {
        Demo demo = new Demo();
        try {
            if (!demo.understands(arguments)) {
                System.err.print(USAGE);
                System.exit(2);
            }
            demo.run();
            System.exit(0);
        } catch (IOException | NumberFormatException e) {
            System.err.println("The demonstration failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private boolean understands(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            boolean more = i + 1 < arguments.length;
            switch (arguments[i]) {
                case "--keep" -> keep = true;
                case "--json" -> json = true;
                case "--seconds" -> seconds = more ? Integer.parseInt(arguments[++i]) : 0;
                case "--root" -> root = Path.of(more ? arguments[++i] : "");
                default -> seconds = 0;
            }
        }
        return seconds > 0;
    }

    private void run() throws IOException {
        PrintStream progress = json ? System.err : System.out;
        progress.println("Setting up three links, a client and a server");
        try (BondLab lab = new BondLab(root, WANS, SEED)) {
            progress.println("Starting both ends");
            start(lab);
            DemoResult result = new DemoRun(lab, progress).measure(WANS, seconds);
            progress.println(result.table());
            if (json) {
                System.out.println(result.json());
            }
            if (keep) {
                progress.println(howToLook(lab));
                Waiter.pause(Duration.ofDays(1));
            }
        }
    }

    private static void start(BondLab lab) throws IOException {
        try {
            lab.start();
        } catch (IOException e) {
            System.err.println("--- the client's log:\n" + lab.client().logTail());
            System.err.println("--- the server's log:\n" + lab.server().logTail());
            throw e;
        }
    }

    private static String howToLook(BondLab lab) {
        String client = lab.client().home() + "/bin/mwb";
        String inside = "ip netns exec " + lab.clientHost().name();
        return "It stays as it is until Ctrl-C. In another terminal:\n  " + client + " bond:status\n  " + client
                + " wan:list\n  " + inside + " ping " + BondLab.SERVER_INSIDE + "\n  " + inside + " ip route";
    }
}
