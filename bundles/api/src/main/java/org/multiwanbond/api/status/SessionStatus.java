package org.multiwanbond.api.status;

import java.util.List;
import org.multiwanbond.api.net.Prefix;

/**
 * One session. Thread-safe: immutable.
 *
 * @param peer id of the peer: as configured on a server, {@code server} on a client
 * @param state {@code closed}, {@code connecting}, {@code established}, {@code rekeying} or {@code draining}
 * @param reason why it is not established, one sentence; empty if there is nothing to say
 * @param stateSinceMs ms spent in that state
 * @param cipher name of the cipher in use; empty if none
 * @param epoch key epoch
 * @param mode balancer in use; empty if traffic waits for one
 * @param addresses inner addresses of the client of this session
 * @param paths its paths by path id
 * @param innerTxPackets inner packets taken from the host
 * @param innerRxPackets inner packets given to the host
 * @param innerTxBytes their octets
 * @param innerRxBytes their octets
 * @param reorderHeld units waiting for order now
 * @param reorderGivenUp gaps given up since start
 * @param lateUnits units that came after their gap was given up
 * @param waitingPackets inner packets waiting for a path now
 * @param recovery what is done about losses and waiting
 */
public record SessionStatus(
        String peer,
        String state,
        String reason,
        long stateSinceMs,
        String cipher,
        int epoch,
        String mode,
        List<Prefix> addresses,
        List<PathStatus> paths,
        long innerTxPackets,
        long innerRxPackets,
        long innerTxBytes,
        long innerRxBytes,
        int reorderHeld,
        long reorderGivenUp,
        long lateUnits,
        int waitingPackets,
        Recovery recovery) {
    public SessionStatus {
        addresses = List.copyOf(addresses);
        paths = List.copyOf(paths);
    }

    /**
     * What is done about losses and waiting. Thread-safe: immutable.
     *
     * @param resentUnits units sent again since start
     * @param lostUnits units lost on every path they were sent on
     * @param repairPackets repair packets sent
     * @param repairedUnits units the peer lost and we rebuilt from repair packets
     * @param droppedPackets inner packets dropped because they waited too long
     * @param markedPackets inner packets marked instead (ECN)
     * @param waitNs how long the packet that is next has waited for a path
     * @param holdNs how long a unit may wait for an earlier one of its flow
     */
    public record Recovery(
            long resentUnits,
            long lostUnits,
            long repairPackets,
            long repairedUnits,
            long droppedPackets,
            long markedPackets,
            long waitNs,
            long holdNs) {}
}
