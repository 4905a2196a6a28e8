package org.multiwanbond.engine.handshake;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.multiwanbond.wire.handshake.RespMessage;

/** What keeps an initiator from getting in, as a sentence. Confined to the handshake thread. */
final class Trouble {

    /** Ours: long enough for the slowest link and one loss, short enough for somebody who watches. */
    private static final long PATIENCE_NS = 2_000_000_000L;

    private final Map<String, Set<String>> linksByServer = new LinkedHashMap<>();
    private boolean idle;
    private Optional<String> reason = Optional.empty();

    void clear() {
        idle = false;
        linksByServer.clear();
        reason = Optional.empty();
    }

    void tried(HandshakeLink link) {
        if (idle) {
            clear();
        }
        linksByServer
                .computeIfAbsent(link.to().toString(), server -> new LinkedHashSet<>())
                .add(link.name());
    }

    /** Nothing can be sent: for want of a link, else of a cipher, else because the server's key is none. */
    void cannotSend(boolean noLink, boolean noSuite) {
        idle = true;
        if (noLink) {
            reason = Optional.of("No link can be used: all are off, down or without an address.");
        } else if (noSuite) {
            reason = Optional.of("No cipher is installed: waiting for one.");
        } else {
            reason = Optional.of("The server's public key is no key on Curve25519: copy it again from the server.");
        }
    }

    void unverified(HandshakeLink link) {
        reason = Optional.of("The answer from " + at(link)
                + " cannot be read: the pre-shared keys of client and server differ, or somebody tampers with it.");
    }

    void cookie(HandshakeLink link) {
        reason = Optional.of(
                link.to() + " is under load, or our clock is behind: it asked on " + link.name() + " for another try.");
    }

    void unfit(HandshakeLink link) {
        reason = Optional.of("The answer from " + at(link) + " is not one to what was asked.");
    }

    void refused(HandshakeLink link, int status) {
        reason = Optional.of(
                switch (status) {
                    case RespMessage.NO_COMMON_SUITE -> link.to() + " has no cipher in common with us.";
                    case RespMessage.TRY_OTHER_NODE -> link.to() + " wants us to use another node.";
                    default -> link.to() + " does not permit this session.";
                });
    }

    Optional<String> sentence(long sinceNs, long nowNs) {
        if (reason.isPresent() || linksByServer.isEmpty() || nowNs - sinceNs < PATIENCE_NS) {
            return reason;
        }
        String where = linksByServer.entrySet().stream()
                .map(entry -> entry.getKey() + " on " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining(" and from "));
        return Optional.of("No answer from " + where + " since " + (nowNs - sinceNs) / 1_000_000_000L
                + " s: server down, wrong address, wrong key or UDP blocked.");
    }

    private static String at(HandshakeLink link) {
        return link.to() + " on " + link.name();
    }
}
