package org.multiwanbond.netlab.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.netlab.link.LinkSettings;
import org.multiwanbond.netlab.system.Offloads;
import org.multiwanbond.netlab.system.UdpSegmentation;

/** The emulator as a process. */
public final class Main {
    private static final String USAGE =
            """
            Emulates links between pairs of network interfaces of the present network namespace.

            Usage: emulator --link ID,DEVICE,DEVICE[,SETTINGS]… [--seed N] [--socket PATH]

              --link    forwards all frames between two devices; 'up' is from the first to the second
              --seed    random decisions follow from this number (default 1)
              --socket  also takes commands on this UNIX socket
              --offloads-off DEVICE…  only switches the offloads of devices off, then ends
              --segmentation-off DEVICE…  only switches the UDP segmentation of devices off, then ends

            Commands, one a line, answered by one line ('ok', 'error: …' or JSON):
              set LINK up|down|both KEY=VALUE…
              stats
              quit          (so does the end of standard input)

            Settings:
            """;

    private Main() {}

    /** See the usage. */
    public static void main(String[] arguments) {
        try {
            System.exit(run(List.of(arguments)));
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static int run(List<String> arguments) throws IOException {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            System.out.print(USAGE + LinkSettings.USAGE.indent(2));
            return arguments.isEmpty() ? 2 : 0;
        }
        if (arguments.get(0).equals("--offloads-off")) {
            for (String device : arguments.subList(1, arguments.size())) {
                Offloads.off(device);
            }
            return 0;
        }
        if (arguments.get(0).equals("--segmentation-off")) {
            for (String device : arguments.subList(1, arguments.size())) {
                UdpSegmentation.off(device);
            }
            return 0;
        }
        emulate(arguments);
        return 0;
    }

    private static void emulate(List<String> arguments) throws IOException {
        List<LinkPlan> plans = new ArrayList<>();
        long seed = 1;
        Optional<Path> socket = Optional.empty();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value. See --help.");
            }
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--link" -> plans.add(LinkPlan.parse(value));
                case "--seed" -> seed = Long.parseLong(value);
                case "--socket" -> socket = Optional.of(Path.of(value));
                default -> throw new IllegalArgumentException("Unknown option " + arguments.get(i) + ". See --help.");
            }
        }
        try (Emulator emulator = new Emulator(plans, seed)) {
            CommandLines commands = new CommandLines(emulator);
            commands.serveStandardInput();
            if (socket.isPresent()) {
                commands.serveSocket(socket.get());
            }
            System.out.println("ready");
            emulator.run();
        }
    }
}
