package org.multiwanbond.bench.bond;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What cutting a link did. Thread-safe: immutable.
 *
 * @param clientMs until the client no longer used the path; as long as was waited if it never noticed
 * @param serverMs the same of the server
 * @param givenUp units that receivers stopped to wait for
 * @param timeouts retransmission time-outs of TCP at both ends
 */
record Cut(double clientMs, double serverMs, double givenUp, double timeouts) {
    /** Until the later end noticed. */
    double detectMs() {
        return Math.max(clientMs, serverMs);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clientMs", clientMs);
        json.put("serverMs", serverMs);
        json.put("givenUp", givenUp);
        json.put("timeouts", timeouts);
        return json;
    }
}
