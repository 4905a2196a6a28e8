package org.multiwanbond.engine.handshake;

import java.util.random.RandomGenerator;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.wire.handshake.Cookies;

/** Hands out cookies and recognises them, with secrets replaced in time. Confined to the handshake thread. */
final class CookieGate {

    private static final int SECRET_BYTES = 32;

    private final RandomGenerator random;
    private final Cookies cookies;
    private boolean used;
    private long secretSinceNs;

    CookieGate(byte[] publicKey, RandomGenerator random) {
        this.random = random;
        this.cookies = new Cookies(publicKey, octets(SECRET_BYTES));
    }

    Cookies.Mac2 check(byte[] init, Endpoint from, long nowNs) {
        rotate(nowNs);
        return cookies.check(init, 0, source(from));
    }

    byte[] reply(byte[] init, Endpoint from, long nowNs) {
        rotate(nowNs);
        return cookies.reply(init, 0, source(from), octets(Cookies.NONCE_BYTES));
    }

    // §2: "Rs is random, replaced every 120 s, the previous one also accepted."
    private void rotate(long nowNs) {
        long ageNs = nowNs - secretSinceNs;
        if (used && ageNs < Cookies.ROTATION_NS) {
            return;
        }
        if (used) {
            cookies.rotate(octets(SECRET_BYTES));
        }
        if (used && ageNs >= 2 * Cookies.ROTATION_NS) {
            cookies.rotate(octets(SECRET_BYTES));
        }
        used = true;
        secretSinceNs = nowNs;
    }

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    private static byte[] source(Endpoint from) {
        return Cookies.source(from.high(), from.low(), from.port());
    }
}
