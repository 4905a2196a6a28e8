package org.multiwanbond.engine.handshake;

import org.multiwanbond.wire.handshake.Lsid;
import org.multiwanbond.wire.handshake.TrafficSecrets;

/**
 * What a handshake agreed on: all a session needs to start, continue or change keys. Thread-safe until its secrets are
 * wiped.
 *
 * @param mode what was asked for
 * @param initiator whether this end asked
 * @param resumed whether the session continues: DSNs and inner address stay
 * @param suite cipher suite, its number on the wire
 * @param epoch 0, or one more than before when re-keying
 * @param localSessionId the id in packets to us
 * @param remoteSessionId the id in packets to the other end
 * @param lsid the session's name across reconnects
 * @param peerId id of the admitted peer; empty on the initiating end
 * @param terms what the other end said about itself
 * @param secrets keys of both directions; wiped by their owner
 */
public record EstablishedKeys(
        HandshakeMode mode,
        boolean initiator,
        boolean resumed,
        int suite,
        long epoch,
        int localSessionId,
        int remoteSessionId,
        Lsid lsid,
        String peerId,
        PeerTerms terms,
        TrafficSecrets secrets) {}
