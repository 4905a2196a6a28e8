package org.multiwanbond.wire.control;

import java.util.Optional;

/** A frame that is resent until a CTRL_ACK names its message id. Thread-safe: all are immutable values. */
public sealed interface ReliableFrame
        permits PathAdd,
                PathRemove,
                PathStatus,
                FecConfig,
                RekeyRequest,
                Close,
                ConfigPush,
                ObservedAddress,
                Migrate,
                ClassPolicy {

    /** One of {@link FrameType}, {@code 80} or above. */
    int type();

    /** Octets of the body without the message id. */
    int bodyBytes();

    /** Appends the frame under a message id of 16 bits; false if there is no room. */
    default boolean write(ControlWriter out, int messageId) {
        if (!out.begin(type(), messageId, bodyBytes())) {
            return false;
        }
        writeBody(out);
        return true;
    }

    /** Appends the body; the room is there. */
    void writeBody(ControlWriter out);

    /** Reads the current frame; empty if its body is illegal or {@link FrameType#isKnown} is false for its type. */
    static Optional<? extends ReliableFrame> read(ControlReader frame) {
        byte[] buf = frame.buffer();
        int off = frame.bodyOffset();
        int len = frame.bodyLengthBytes();
        switch (frame.type()) {
            case FrameType.PATH_ADD:
                return PathAdd.read(buf, off, len);
            case FrameType.PATH_REMOVE:
                return PathRemove.read(buf, off, len);
            case FrameType.PATH_STATUS:
                return PathStatus.read(buf, off, len);
            case FrameType.FEC_CONFIG:
                return FecConfig.read(buf, off, len);
            case FrameType.REKEY_REQUEST:
                return RekeyRequest.read(buf, off, len);
            case FrameType.CLOSE:
                return Close.read(buf, off, len);
            case FrameType.CONFIG_PUSH:
                return ConfigPush.read(buf, off, len);
            case FrameType.OBSERVED_ADDRESS:
                return ObservedAddress.read(buf, off, len);
            case FrameType.MIGRATE:
                return Migrate.read(buf, off, len);
            case FrameType.CLASS_POLICY:
                return ClassPolicy.read(buf, off, len);
            default:
                return Optional.empty();
        }
    }
}
