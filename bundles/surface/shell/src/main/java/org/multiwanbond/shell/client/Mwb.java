package org.multiwanbond.shell.client;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs one command in the running instance: {@code Mwb DATA_FOLDER PID_FILE COMMAND ARGUMENT…}. Confined to the main thread. */
public final class Mwb {
    /** Exit code where there is no instance to talk to. */
    static final int UNREACHABLE = 3;

    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long RETRY_MS = 50;

    private Mwb() {}

    /** Exits with the code of the command, 1 if it failed, 3 if there is no instance. */
    public static void main(String[] args) {
        int code;
        try {
            code = run(
                    new Instance(Path.of(args[0]), Path.of(args[1])),
                    Arrays.asList(args).subList(2, args.length));
        } catch (AccessDeniedException e) {
            System.err.println("This instance belongs to somebody else (" + e.getFile() + "). Run this as its owner.");
            code = UNREACHABLE;
        } catch (InterruptedException e) {
            code = 1;
        } catch (IOException e) {
            System.err.println("The connection to the instance broke: " + e.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    private static int run(Instance instance, List<String> command) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        while (true) {
            Optional<SocketChannel> socket = instance.connect();
            if (socket.isPresent()) {
                try (SocketChannel open = socket.get()) {
                    return new Call(open).run(command);
                }
            }
            if (!instance.isComingUp()) {
                System.err.println("No instance is running here. Start it: bin/start");
                return UNREACHABLE;
            }
            if (System.nanoTime() - startNs > WAIT_NS) {
                System.err.println("The instance did not get ready within 30 s. See data/log/karaf.log.");
                return UNREACHABLE;
            }
            Thread.sleep(RETRY_MS);
        }
    }
}
