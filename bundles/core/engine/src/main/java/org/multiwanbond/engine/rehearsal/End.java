package org.multiwanbond.engine.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.transport.SocketSettings;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.transport.TransportFactory;
import org.multiwanbond.engine.AddressSet;
import org.multiwanbond.engine.Loops;
import org.multiwanbond.engine.PrefixSet;
import org.multiwanbond.engine.Workers;
import org.multiwanbond.engine.handshake.EstablishedKeys;
import org.multiwanbond.engine.registry.Suites;
import org.multiwanbond.engine.send.PathPlan;
import org.multiwanbond.engine.send.SessionSender;
import org.multiwanbond.engine.session.Session;
import org.multiwanbond.engine.session.Sessions;
import org.multiwanbond.wire.control.PathStatus;

/**
 * One end of a scene: a worker, a socket on the loopback, one session with one path or two. Confined to the rehearsing thread.
 */
final class End implements AutoCloseable {
    private static final Unheard UNHEARD = new Unheard();

    /** To the hosts of the script by IPv4, as to a client; to all others, as to a server. */
    private static final List<Prefix> ROUTES = List.of(
            Prefix.parse("10.0.0.1/32"), Prefix.parse("10.0.0.2/32"), Prefix.parse("0.0.0.0/0"), Prefix.parse("::/0"));

    private final Workers workers =
            new Workers(worker -> new Loops(worker, System::nanoTime, new SecureRandom(), UNHEARD, () -> {}));
    private final Sessions sessions;
    private final Transport transport;
    private final int socket;

    /**
     * An end with this tunnel device.
     *
     * @param unreliable whether some of its packets are lost or late
     */
    End(Suites suites, TransportFactory transports, Stage stage, boolean unreliable) throws IOException {
        Transport whole = transports.create((failed, cause) -> {});
        transport = unreliable ? new UnreliableTransport(whole) : whole;
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            socket = transport.open(new SocketSettings("rehearsal", any, Optional.empty(), 0));
        } catch (IOException e) {
            transport.close();
            throw e;
        }
        sessions = new Sessions(workers, suites, UNHEARD, UNHEARD);
        workers.first().use(transport);
        workers.first().use(stage);
        workers.start();
    }

    InetSocketAddress address() {
        return transport.localAddress(socket);
    }

    /**
     * Makes the session, without a path; answers whether there is a cipher for it.
     *
     * @param forbidden where the other end may not send to
     */
    boolean begin(EstablishedKeys keys, BalancerFactory balancer, AddressSet forbidden) {
        sessions.balancer(Optional.of(balancer));
        Optional<Session> made =
                sessions.make(keys, "rehearsal", Optional.empty(), new Sessions.Rules(PrefixSet.ANY, forbidden));
        made.ifPresent(session -> {
            sessions.activate(session, System.nanoTime());
            sessions.route(Map.of(session, ROUTES));
        });
        return made.isPresent();
    }

    /** Sends to the other end from now on, over so many paths. */
    void join(InetSocketAddress other, int paths) {
        Endpoint to = Endpoint.of(other);
        for (Session session : sessions.live()) {
            SessionSender sender = session.sender();
            workers.first().toSend().post(() -> sender.addFirstPath(plan(0), to, System.nanoTime()));
            for (int id = 1; id < paths; id++) {
                PathPlan plan = plan(id);
                workers.first().toSend().post(() -> sender.addPath(plan, to, System.nanoTime()));
            }
        }
    }

    private PathPlan plan(int id) {
        return new PathPlan(id, "rehearsal", 0, 0, socket, 0, 0);
    }

    /** Says how its path is; and sends what none should: first messages of nobody, and a forgery for a session. */
    void disturb(int sessionId, InetSocketAddress other) {
        long nowNs = System.nanoTime();
        PathStatus status = new PathStatus(0, PathStatus.ACTIVE, 0);
        sessions.live().forEach(session -> workers.first().toSend().post(() -> session.sender()
                .send(status, nowNs)));
        Endpoint to = Endpoint.of(other);
        for (byte[] packet : Strangers.packets(sessionId)) {
            workers.first().toSend().post(() -> workers.first().send().sendRaw(socket, to, packet));
        }
    }

    @Override
    public void close() {
        sessions.live().forEach(sessions::drop);
        workers.stop();
        transport.close();
    }
}
