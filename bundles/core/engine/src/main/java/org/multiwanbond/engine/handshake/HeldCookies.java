package org.multiwanbond.engine.handshake;

import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.wire.handshake.InitRequest;

/**
 * The cookies a server gave, one for each link. Confined to the handshake thread.
 *
 * <p>A cookie that brought no answer twice is dropped: the server may have restarted, or a NAT given us another port, and
 * an HS_INIT with a wrong mac2 meets silence.
 */
final class HeldCookies {

    /** §2: "if a cookie younger than 120 s is held". */
    private static final long LIFE_NS = 120_000_000_000L;

    private static final int MOST_USES = 2;

    private final List<Held> cookies = new ArrayList<>();

    private record Held(HandshakeLink link, byte[] cookie, long sinceNs, int uses) {}

    void put(HandshakeLink link, byte[] cookie, long nowNs) {
        cookies.removeIf(held -> held.link.equals(link));
        cookies.add(new Held(link, cookie, nowNs, 0));
    }

    /** The cookie to use for a link now, empty array for none; counts as one use. */
    byte[] take(HandshakeLink link, long nowNs) {
        cookies.removeIf(held -> held.uses >= MOST_USES || nowNs - held.sinceNs >= LIFE_NS);
        for (int i = 0; i < cookies.size(); i++) {
            Held held = cookies.get(i);
            if (held.link.equals(link)) {
                cookies.set(i, new Held(link, held.cookie, held.sinceNs, held.uses + 1));
                return held.cookie;
            }
        }
        return InitRequest.NO_COOKIE;
    }
}
