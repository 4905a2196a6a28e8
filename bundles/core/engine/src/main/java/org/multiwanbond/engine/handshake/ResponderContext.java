package org.multiwanbond.engine.handshake;

import java.util.function.IntSupplier;

/**
 * What a {@link Responder} works with. All of it is called on the handshake thread.
 *
 * @param peers who may come in
 * @param suites what we can do
 * @param sessions what there is already
 * @param ids session ids, shared with the initiators of this end
 * @param timestamps the greatest seen of each peer
 * @param sink where results go
 * @param opening our own opening, if this end is a peer
 * @param queuedPackets handshake packets that wait behind this one
 * @param innerMtuBytes inner MTU we wish, 0 for automatic
 */
public record ResponderContext(
        PeerDirectory peers,
        SuiteChooser suites,
        SessionDirectory sessions,
        SessionIds ids,
        Timestamps timestamps,
        HandshakeSink sink,
        OwnOpening opening,
        IntSupplier queuedPackets,
        IntSupplier innerMtuBytes) {}
