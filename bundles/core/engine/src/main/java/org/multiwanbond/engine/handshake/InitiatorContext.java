package org.multiwanbond.engine.handshake;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What an {@link Initiator} works with. All of it is called on the handshake thread.
 *
 * @param links the links that can be used now, best first; asked before each attempt
 * @param suites what we can do
 * @param ids session ids
 * @param sink where results go
 * @param innerMtuBytes inner MTU we wish, 0 for automatic
 */
public record InitiatorContext(
        Supplier<List<HandshakeLink>> links,
        SuiteChooser suites,
        SessionIds ids,
        InitiatorSink sink,
        IntSupplier innerMtuBytes) {}
