package org.multiwanbond.api.config;

import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.net.HostPort;

/**
 * The bond as a whole: PID {@code org.multiwanbond.bond}. Thread-safe: immutable.
 *
 * @param role what this end is
 * @param mode load-balancing mode
 * @param ciphers cipher names, preferred first, at least one
 * @param listen addresses to listen on; server and peer
 * @param server where the server is; client and peer
 * @param peerPublicKey static public key of the server, 32 octets; client and peer
 * @param mtuBytes inner MTU, 1 280 to 65 000; 0 for automatic
 * @param fec {@code off}, {@code auto} or {@code K+R}
 * @param holdDown whether a link that fails again and again is kept out of use for longer each time
 * @param threads how many threads carry packets
 * @param warmUpMs how long at most the data path is rehearsed when the process starts, 0 to 60 000
 */
public record BondSettings(
        Role role,
        String mode,
        List<String> ciphers,
        List<HostPort> listen,
        Optional<HostPort> server,
        Optional<Key32> peerPublicKey,
        int mtuBytes,
        String fec,
        boolean holdDown,
        ThreadPlan threads,
        int warmUpMs) {
    public BondSettings {
        ciphers = List.copyOf(ciphers);
        listen = List.copyOf(listen);
    }
}
