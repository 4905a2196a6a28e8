package org.multiwanbond.engine.explain;

import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.SessionStatus;

/**
 * Two looks at the bond about a second apart. Thread-safe: immutable.
 *
 * @param before the first
 * @param now the second
 * @param machine what the bond took of its machine between them
 * @param setup what the status does not say
 */
public record Watch(BondStatus before, BondStatus now, Machine machine, Setup setup) {
    /** The sessions there are now, each with what it was before. */
    public List<SessionWatch> sessions() {
        return now.sessions().stream()
                .map(session -> new SessionWatch(earlier(session), session, setup))
                .toList();
    }

    /** A session that is new is its own past. */
    private SessionStatus earlier(SessionStatus session) {
        Optional<SessionStatus> earlier = before.sessions().stream()
                .filter(old -> old.peer().equals(session.peer()) && old.innerTxPackets() <= session.innerTxPackets())
                .findFirst();
        return earlier.orElse(session);
    }
}
