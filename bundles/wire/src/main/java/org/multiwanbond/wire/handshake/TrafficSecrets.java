package org.multiwanbond.wire.handshake;

/**
 * What a completed handshake gives: a key schedule for each direction. Thread-safe until {@link #wipe}.
 *
 * @param toResponder keys of packets from initiator to responder
 * @param toInitiator keys of packets from responder to initiator
 */
public record TrafficSecrets(KeySchedule toResponder, KeySchedule toInitiator) {

    /** Secrets without a handshake, 32 octets each, for two ends within one process; the arrays are kept. */
    public static TrafficSecrets of(byte[] toResponder, byte[] toInitiator) {
        return new TrafficSecrets(new KeySchedule(toResponder), new KeySchedule(toInitiator));
    }

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
