package org.multiwanbond.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that is nothing but a gateway: a server with a tunnel, a client with one, or not configured. */
public final class GatewayProcess {
    private GatewayProcess() {}

    /** Runs until its standard input ends; arguments: the journal and {@code server}, {@code client} or {@code idle}. */
    public static void main(String[] arguments) throws IOException {
        Gateway gateway = new Gateway(new SystemCommands(), new Journal(Path.of(arguments[0]), Journal.thisKernel()));
        if (arguments[1].equals("server")) {
            gateway.settingsChanged(Scenes.server(true, true));
            gateway.tunnelChanged(Scenes.tunnel(true, "10.99.0.1/24", "fd99::1/64"));
        } else if (arguments[1].equals("client")) {
            gateway.settingsChanged(Scenes.client("203.0.113.1:7000", List.of(), true, "0.0.0.0/0", "::/0"));
            gateway.tunnelChanged(Scenes.tunnel(true, "10.99.0.1/24"));
        }
        System.in.read();
        gateway.stop();
        gateway.problems().forEach(System.err::println);
    }
}
