package org.multiwanbond.shell.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on the owner-only socket once all features have started. Thread-safe. */
@Component(service = CommandSocket.class, immediate = true)
public final class CommandSocket {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSocket.class);

    private final SocketPlace place;
    private final ServerSocketChannel listener;
    private final Callers callers;

    @Activate
    public CommandSocket(
            BundleContext context, @Reference SessionFactory sessions, @Reference BootFinished everythingStarted)
            throws IOException {
        place = new SocketPlace(Path.of(context.getProperty("karaf.data")));
        Path path = place.prepare();
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        callers = new Callers(new Runner(sessions), Files.getOwner(path).getName());
        Thread thread = new Thread(this::acceptAll, "mwb-command-socket");
        thread.setDaemon(true);
        thread.start();
        LOG.info("Ready for commands. socket={}", path);
    }

    /** Stops listening and ends running commands. */
    @Deactivate
    public void close() throws IOException {
        listener.close();
        callers.close();
        place.clear();
    }

    private void acceptAll() {
        while (listener.isOpen()) {
            try {
                callers.serve(listener.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn(
                        "The command socket failed; bin/mwb does not work until the bundle is restarted. reason={}",
                        e.toString());
                return;
            }
        }
    }
}
