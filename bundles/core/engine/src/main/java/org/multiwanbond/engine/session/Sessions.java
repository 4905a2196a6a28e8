package org.multiwanbond.engine.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.api.balancer.Balancer;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.engine.AddressSet;
import org.multiwanbond.engine.Loops;
import org.multiwanbond.engine.PrefixSet;
import org.multiwanbond.engine.SessionMarks;
import org.multiwanbond.engine.Workers;
import org.multiwanbond.engine.handshake.EstablishedKeys;
import org.multiwanbond.engine.keys.EpochKeys;
import org.multiwanbond.engine.keys.OpeningKeys;
import org.multiwanbond.engine.receive.Delivery;
import org.multiwanbond.engine.receive.InnerFilter;
import org.multiwanbond.engine.receive.ReceiverEvents;
import org.multiwanbond.engine.receive.ReceiverPorts;
import org.multiwanbond.engine.receive.SessionGate;
import org.multiwanbond.engine.receive.SessionReceiver;
import org.multiwanbond.engine.registry.Suites;
import org.multiwanbond.engine.send.Outflow;
import org.multiwanbond.engine.send.RouteTable;
import org.multiwanbond.engine.send.SenderSettings;
import org.multiwanbond.engine.send.SessionSender;

/** Makes sessions and keeps the data loops informed of them. Confined to the control thread. */
public final class Sessions {
    private final List<Session> live = new ArrayList<>();
    private final Workers workers;
    private final Suites suites;
    private final SessionListener listener;
    private final ReceiverEvents receiverEvents;
    private Optional<BalancerFactory> balancer = Optional.empty();

    /**
     * No sessions yet.
     *
     * @param workers run their data
     * @param suites to make their ciphers
     * @param listener is told of them on the control thread
     * @param receiverEvents is told of confirmed keys by the receive thread
     */
    public Sessions(Workers workers, Suites suites, SessionListener listener, ReceiverEvents receiverEvents) {
        this.workers = workers;
        this.suites = suites;
        this.listener = listener;
        this.receiverEvents = receiverEvents;
    }

    /** Who may send what through a session. */
    public record Rules(PrefixSet sources, AddressSet forbiddenTargets) {}

    /** Makes a session that receives at once and sends when {@link #activate} is called; empty without its suite. */
    public Optional<Session> make(EstablishedKeys keys, String peer, Optional<Session> resumed, Rules rules) {
        Optional<CipherSuite> suite = suites.suite(keys.suite());
        if (suite.isEmpty()) {
            return Optional.empty();
        }
        Loops loops = workers.of(keys.localSessionId());
        SessionMarks marks = new SessionMarks();
        SenderSettings settings =
                new SenderSettings(keys.localSessionId(), keys.remoteSessionId(), keys.initiator(), peer);
        Outflow outflow = resumed.map(old -> old.sender().outflow())
                .orElseGet(() -> new Outflow(loops.send().ports().units()));
        EpochKeys sealing = sealing(keys, suite.get());
        SenderReports reports = new SenderReports(loops, listener);
        SessionSender sender = new SessionSender(
                settings, sealing, outflow, marks, loops.send().ports(), reports);
        balancer.ifPresent(factory -> sender.balancer(factory.create()));
        Delivery delivery = resumed.map(old -> old.receiver().delivery()).orElseGet(() -> delivery(loops, rules));
        // The responder's first keys count as unconfirmed until a packet came under them.
        OpeningKeys opening = keys.initiator()
                ? new OpeningKeys(opening(keys, suite.get()))
                : OpeningKeys.unconfirmed(opening(keys, suite.get()));
        ReceiverPorts receiverPorts = new ReceiverPorts(loops.mailbox(), loops.deliverDrops(), loops.receiveCodecs());
        SessionReceiver receiver = new SessionReceiver(delivery, sender, marks, receiverPorts);
        SessionGate gate = new SessionGate(keys.localSessionId(), opening, receiver, receiverEvents);
        reports.gate(gate);
        loops.toReceive().post(() -> loops.receive().add(gate, () -> {
            delivery.resumed();
            loops.deliver().add(receiver);
        }));
        return Optional.of(new Session(peer, keys, loops, sender, gate));
    }

    private static Delivery delivery(Loops loops, Rules rules) {
        InnerFilter filter =
                new InnerFilter(loops.deliverDrops(), loops.device(), rules.sources(), rules.forbiddenTargets());
        return new Delivery(filter, loops.receiveCodecs(), loops.deliverDrops());
    }

    private static EpochKeys sealing(EstablishedKeys keys, CipherSuite suite) {
        return new EpochKeys(
                (int) keys.epoch(), keys.suite(), suite, keys.secrets().sending(keys.initiator()));
    }

    private static EpochKeys opening(EstablishedKeys keys, CipherSuite suite) {
        return new EpochKeys(
                (int) keys.epoch(), keys.suite(), suite, keys.secrets().receiving(keys.initiator()));
    }

    /** Lets a session send, and puts it among the live ones. */
    public void activate(Session session, long nowNs) {
        session.begin(nowNs);
        live.add(session);
        session.loops().toSend().post(() -> session.loops().send().add(session.sender()));
    }

    /** Lets a session receive under the keys of a new epoch. */
    public void offer(Session session, EstablishedKeys keys) {
        suites.suite(keys.suite()).ifPresent(suite -> {
            EpochKeys opening = opening(keys, suite);
            session.loops().toReceive().post(() -> session.gate().keys().offer(opening));
        });
    }

    /** Lets a session send under the keys of a new epoch. */
    public void switchTo(Session session, EstablishedKeys keys, long nowNs) {
        suites.suite(keys.suite()).ifPresent(suite -> {
            EpochKeys sealing = sealing(keys, suite);
            session.loops().toSend().post(() -> session.sender().keys(sealing, nowNs));
        });
        session.rekeyed(keys, nowNs);
    }

    /** Ends a session that was never activated, or was. */
    public void drop(Session session) {
        live.remove(session);
        session.loops().toReceive().post(() -> session.loops()
                .receive()
                .remove(session.gate(), () -> session.loops().deliver().remove(session.receiver())));
        session.loops().toSend().post(() -> session.loops().send().remove(session.sender()));
    }

    /** Sends inner packets to the sessions their destinations belong to. */
    public void route(Map<Session, List<Prefix>> prefixes) {
        Map<SessionSender, List<Prefix>> bySender = new HashMap<>();
        prefixes.forEach((session, list) -> bySender.put(session.sender(), list));
        RouteTable table = new RouteTable(bySender);
        workers.all().forEach(loops -> loops.toSend().post(() -> loops.send().routes(table)));
    }

    /** Changes who may send what. */
    public void rules(Session session, Rules rules) {
        session.loops()
                .toDeliver()
                .post(() -> session.receiver().delivery().filter().rules(rules.sources(), rules.forbiddenTargets()));
    }

    /** Lets all sessions use this kind of balancer from now on. */
    public void balancer(Optional<BalancerFactory> factory) {
        balancer = factory;
        for (Session session : live) {
            SessionSender sender = session.sender();
            session.loops()
                    .toSend()
                    .post(() -> sender.balancer(
                            factory.map(BalancerFactory::create).orElse((paths, run) -> Balancer.WAIT)));
        }
    }

    public List<Session> live() {
        return List.copyOf(live);
    }

    public Optional<Session> of(SessionSender sender) {
        return live.stream().filter(session -> session.sender() == sender).findFirst();
    }

    public Optional<Session> byLocalId(int localSessionId) {
        return live.stream()
                .filter(session -> session.keys().localSessionId() == localSessionId)
                .findFirst();
    }
}
