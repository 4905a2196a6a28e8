package org.multiwanbond.wire.handshake;

/**
 * What a completed handshake gives: a key schedule for each direction. Thread-safe until {@link #wipe}.
 *
 * @param toResponder keys of packets from initiator to responder
 * @param toInitiator keys of packets from responder to initiator
 */
public record TrafficSecrets(KeySchedule toResponder, KeySchedule toInitiator) {

    /** The schedule for the packets a side sends. */
    public KeySchedule sending(boolean asInitiator) {
        return asInitiator ? toResponder : toInitiator;
    }

    /** The schedule for the packets a side receives. */
    public KeySchedule receiving(boolean asInitiator) {
        return sending(!asInitiator);
    }

    /** Overwrites both secrets. */
    public void wipe() {
        toResponder.wipe();
        toInitiator.wipe();
    }
}
