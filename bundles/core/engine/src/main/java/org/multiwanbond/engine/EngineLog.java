package org.multiwanbond.engine;

import java.util.Locale;
import java.util.Optional;
import org.multiwanbond.api.balancer.BalancerFactory;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.engine.handshake.EstablishedKeys;
import org.multiwanbond.engine.registry.Ranked;
import org.multiwanbond.engine.registry.Suites;
import org.multiwanbond.wire.control.Close;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's sentences about sessions. Thread-safe: stateless. */
final class EngineLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.engine");

    private EngineLog() {}

    static void established(String peer, EstablishedKeys keys, Suites suites) {
        LOG.info(
                "Session is established. peer={} resumed={} cipher={} addresses={}",
                peer,
                keys.resumed(),
                suites.name(keys.suite()),
                keys.terms().lease());
    }

    static void workers(int count) {
        LOG.info("Sessions are shared out anew. workers={}", count);
    }

    static void silent(String peer, long silentNs) {
        LOG.warn(
                "The peer does not answer; the session is opened anew. peer={} silentMs={}",
                peer,
                silentNs / 1_000_000L);
    }

    static void closed(String peer, Close close) {
        LOG.info("The peer closed the session. peer={} code={} text={}", peer, close.code(), close.text());
    }

    static void warn(String sentence) {
        LOG.warn("{}", sentence);
    }

    static void info(String sentence) {
        LOG.info("{}", sentence);
    }

    /** A path changed; {@code settled} changes are life events, the others pass in a moment. */
    static void path(String peer, String wan, PathState state, String reason, boolean settled) {
        String because = reason.isEmpty() ? "" : " reason=" + reason;
        if (settled) {
            LOG.info("Path changed. peer={} path={} state={}{}", peer, wan, word(state), because);
        } else {
            LOG.debug("Path changed. peer={} path={} state={}{}", peer, wan, word(state), because);
        }
    }

    static void balancer(String wanted, Optional<Ranked<BalancerFactory>> used) {
        if (used.isEmpty()) {
            LOG.warn("No balancer is installed: traffic waits. wanted={}", wanted);
        } else {
            LOG.info("Balancer in use. mode={} wanted={}", used.get().key(), wanted);
        }
    }

    static void bug(String thread, RuntimeException bug) {
        LOG.error("The {} thread met a bug and goes on.", thread, bug);
    }

    /** The state as people type it. */
    static String word(PathState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
