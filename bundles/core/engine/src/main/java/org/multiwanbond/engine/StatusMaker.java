package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.status.ModeStatus;
import org.multiwanbond.api.status.PathStatus;
import org.multiwanbond.api.status.SessionStatus;
import org.multiwanbond.engine.queue.FairQueue;
import org.multiwanbond.engine.receive.Delivery;
import org.multiwanbond.engine.receive.InnerFilter;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.send.Outflow;
import org.multiwanbond.engine.send.PathReport;
import org.multiwanbond.engine.session.Session;

/** Puts together what the threads know of the bond. Confined to the control thread. */
final class StatusMaker {
    private static final long MS = 1_000_000L;

    private final RoleContext context;
    private final long startNs;

    StatusMaker(RoleContext context) {
        this.context = context;
        this.startNs = context.host().nanoClock().getAsLong();
    }

    /** Asks the send threads for their paths, then makes the status on the control thread. */
    CompletableFuture<BondStatus> make(
            Optional<Settings> settings, Optional<EngineRole> role, String mode, long nowNs) {
        CompletableFuture<BondStatus> done = new CompletableFuture<>();
        List<Session> sessions = context.sessions().live();
        List<List<PathReport>> reports = new ArrayList<>();
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (Session session : sessions) {
            List<PathReport> answer = new ArrayList<>();
            reports.add(answer);
            asked.add(session.loops()
                    .toSend()
                    .call(() -> answer.addAll(session.sender().report(nowNs))));
        }
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .whenComplete((nothing, failure) -> context.control().post(() -> {
                    try {
                        List<SessionStatus> parts = new ArrayList<>();
                        for (int i = 0; i < reports.size(); i++) {
                            parts.add(session(sessions.get(i), reports.get(i), mode, nowNs));
                        }
                        done.complete(bond(settings, role, parts, mode, nowNs));
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                }));
        return done;
    }

    private BondStatus bond(
            Optional<Settings> settings,
            Optional<EngineRole> role,
            List<SessionStatus> sessions,
            String mode,
            long nowNs) {
        List<String> problems = problems(settings, role, sessions, mode, nowNs);
        List<LinkStatus> links = role.map(EngineRole::links).orElse(List.of()).stream()
                .map(link -> withPaths(link, sessions))
                .toList();
        List<Drops> drops = context.workers().drops();
        return new BondStatus(
                settings.map(now -> now.bond().role().name().toLowerCase(Locale.ROOT))
                        .orElse(""),
                state(settings, sessions, links),
                problems,
                (nowNs - startNs) / MS,
                context.tunnel().present().map(device -> device.name()).orElse(""),
                context.tunnel().present().map(device -> device.mtuBytes()).orElse(0),
                role.map(EngineRole::listening).orElse(List.of()),
                settings.map(now -> PublicKeys.of(now.identity().privateKey()).base64())
                        .orElse(""),
                sessions,
                links,
                modes(mode),
                context.plugins().suites().services().all().stream()
                        .map(Ranked::key)
                        .distinct()
                        .toList(),
                settings.map(now -> now.bond().mode()).orElse(""),
                Drops.sum(drops),
                context.workers().threadNames());
    }

    private List<String> problems(
            Optional<Settings> settings,
            Optional<EngineRole> role,
            List<SessionStatus> sessions,
            String mode,
            long nowNs) {
        List<String> problems = new ArrayList<>();
        if (settings.isEmpty()) {
            problems.add("Nothing is configured yet: see etc/org.multiwanbond.bond.cfg.");
        }
        if (!context.tunnel().problem().isEmpty()) {
            problems.add(context.tunnel().problem());
        }
        if (settings.isPresent() && !context.carrier().isThere()) {
            problems.add("No transport is installed: traffic waits.");
        }
        String wanted = settings.map(now -> now.bond().mode()).orElse("");
        if (mode.isEmpty()) {
            problems.add("No balancer is installed: traffic waits for " + wanted + ".");
        } else if (settings.isPresent() && !mode.equals(wanted)) {
            problems.add("Waiting for balancer " + wanted + "; " + mode + " is used meanwhile.");
        }
        settings.ifPresent(now -> now.bond().ciphers().stream()
                .filter(cipher ->
                        context.plugins().suites().services().named(cipher).isEmpty())
                .forEach(cipher -> problems.add("Waiting for cipher " + cipher + ".")));
        role.ifPresent(now -> problems.addAll(now.problems(nowNs)));
        sessions.stream()
                .filter(session -> !session.reason().isEmpty())
                .forEach(session -> problems.add("Session with " + session.peer() + ": " + session.reason() + "."));
        problems.addAll(context.host().problems().get());
        return problems;
    }

    private static String state(Optional<Settings> settings, List<SessionStatus> sessions, List<LinkStatus> links) {
        if (settings.isEmpty()) {
            return "unconfigured";
        }
        boolean server = links.isEmpty() && settings.get().wans().isEmpty();
        boolean any = sessions.stream().anyMatch(session -> !session.state().equals(Session.CONNECTING));
        if (!any) {
            return server ? "up" : "down";
        }
        boolean whole = links.stream().filter(StatusMaker::isWanted).allMatch(StatusMaker::works);
        return whole ? "up" : "degraded";
    }

    private static boolean isWanted(LinkStatus link) {
        return !link.paused() && link.settings().role() != LinkRole.OFF;
    }

    private static boolean works(LinkStatus link) {
        return link.problem().isEmpty()
                && link.paths().stream()
                        .anyMatch(path -> path.state() == PathState.ACTIVE || path.state() == PathState.STANDBY);
    }

    private static LinkStatus withPaths(LinkStatus link, List<SessionStatus> sessions) {
        List<PathStatus> paths = sessions.stream()
                .flatMap(session -> session.paths().stream())
                .filter(path -> path.wan().equals(link.settings().id()))
                .toList();
        return new LinkStatus(link.settings(), link.paused(), link.problem(), link.addresses(), paths, link.dataUse());
    }

    private List<ModeStatus> modes(String mode) {
        return context.plugins().balancers().all().stream()
                .map(plugin -> new ModeStatus(
                        plugin.key(), plugin.ranking(), plugin.key().equals(mode), plugin.bundle()))
                .toList();
    }

    private SessionStatus session(Session session, List<PathReport> reports, String mode, long nowNs) {
        Delivery delivery = session.receiver().delivery();
        Outflow outflow = session.sender().outflow();
        List<PathStatus> paths =
                reports.stream().map(report -> path(session, report, nowNs)).toList();
        return new SessionStatus(
                session.peer(),
                session.state(),
                session.reason(),
                (nowNs - session.sinceNs()) / MS,
                context.plugins().suites().name(session.keys().suite()),
                (int) session.keys().epoch(),
                mode,
                session.prefixes(),
                paths,
                outflow.counters().get(Outflow.PACKETS),
                delivery.filter().counters().get(InnerFilter.PACKETS),
                outflow.counters().get(Outflow.BYTES),
                delivery.filter().counters().get(InnerFilter.BYTES),
                delivery.heldUnits(),
                delivery.givenUp(),
                session.loops().deliverDrops().get(Drops.LATE),
                session.sender().waitingPackets(),
                recovery(session));
    }

    private static SessionStatus.Recovery recovery(Session session) {
        Counters sent = session.sender().outflow().counters();
        Counters queue = session.sender().outflow().queue().counters();
        return new SessionStatus.Recovery(
                sent.get(Outflow.RESENT),
                sent.get(Outflow.LOST),
                sent.get(Outflow.REPAIRS),
                session.receiver().delivery().repairedUnits(),
                queue.get(FairQueue.DROPPED),
                queue.get(FairQueue.MARKED),
                session.sender().waitNs(),
                session.receiver().delivery().holdNs());
    }

    private PathStatus path(Session session, PathReport report, long nowNs) {
        Counters received = session.receiver().pathCounters();
        long rxPackets = received.get(2 * report.pathId());
        long rxBytes = received.get(2 * report.pathId() + 1);
        session.receiveRate(report.pathId()).sample(rxBytes, nowNs);
        PathReport.Figures figures = report.figures();
        return new PathStatus(
                report.pathId(),
                report.wan(),
                report.state(),
                report.reason(),
                report.stateSinceNs() / MS,
                context.carrier().localAddress(report.socket()),
                report.remote(),
                figures.rttNs(),
                figures.jitterNs(),
                figures.lossRatio(),
                figures.txBytes(),
                rxBytes,
                figures.txPackets(),
                rxPackets,
                figures.txBitsPerSecond(),
                session.receiveRate(report.pathId()).bytesPerSecond() * Byte.SIZE,
                figures.payloadBytes(),
                figures.carries().bitsPerSecond(),
                figures.carries().phase(),
                figures.carries().delayNs(),
                figures.carries().jitterNs(),
                figures.carries().queueNs(),
                figures.lostPackets());
    }
}
