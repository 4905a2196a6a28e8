package org.multiwanbond.api.status;

import java.util.List;

/**
 * Everything the engine knows about itself at one moment. Thread-safe: immutable.
 *
 * @param role {@code client}, {@code server}, {@code peer}, or empty while nothing is configured
 * @param state one word: {@code up}, {@code degraded}, {@code down} or {@code unconfigured}
 * @param problems what a person should know, worst first, one sentence each
 * @param uptimeMs since the engine started
 * @param tunnelDevice kernel name; empty while there is none
 * @param tunnelMtuBytes inner MTU
 * @param listening addresses a server listens on
 * @param publicKey static public key of this end in base64
 * @param sessions all sessions
 * @param links all configured links
 * @param modes installed balancers
 * @param ciphers names of installed ciphers
 * @param wantedMode the mode in the settings
 * @param drops packets dropped by reason, only those above zero
 * @param threads names of the threads that carry packets
 */
public record BondStatus(
        String role,
        String state,
        List<String> problems,
        long uptimeMs,
        String tunnelDevice,
        int tunnelMtuBytes,
        List<String> listening,
        String publicKey,
        List<SessionStatus> sessions,
        List<LinkStatus> links,
        List<ModeStatus> modes,
        List<String> ciphers,
        String wantedMode,
        List<DropCount> drops,
        List<String> threads) {
    public BondStatus {
        problems = List.copyOf(problems);
        listening = List.copyOf(listening);
        sessions = List.copyOf(sessions);
        links = List.copyOf(links);
        modes = List.copyOf(modes);
        ciphers = List.copyOf(ciphers);
        drops = List.copyOf(drops);
        threads = List.copyOf(threads);
    }
}
