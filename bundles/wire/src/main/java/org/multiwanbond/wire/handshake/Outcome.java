package org.multiwanbond.wire.handshake;

import java.util.Optional;
import org.multiwanbond.wire.DropReason;

/**
 * What reading a handshake packet gave: a value, or the reason why it is dropped. Thread-safe.
 *
 * @param reason {@link DropReason#OK} exactly if there is a value
 * @param value empty if the packet is dropped
 */
public record Outcome<T>(int reason, Optional<T> value) {

    public Outcome {
        if ((reason == DropReason.OK) != value.isPresent()) {
            throw new IllegalArgumentException("a value or a reason, not both: " + DropReason.name(reason));
        }
    }

    static <T> Outcome<T> of(T value) {
        return new Outcome<>(DropReason.OK, Optional.of(value));
    }

    static <T> Outcome<T> refused(int reason) {
        return new Outcome<>(reason, Optional.empty());
    }

    /** Whether there is a value. */
    public boolean isOk() {
        return reason == DropReason.OK;
    }

    /** The value, which must be there. */
    public T get() {
        return value.orElseThrow();
    }
}
