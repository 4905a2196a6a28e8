package org.multiwanbond.engine.mail;

import org.multiwanbond.api.HotPath;

/** One message of the mailbox; owned by whoever claimed or polled it. */
@HotPath
public final class FrameSlot {
    /** Longest payload of a control packet the mailbox takes: a path MTU of 1 500 and some room. */
    public static final int PAYLOAD_BYTES = 2_048;

    /** What a slot is about. */
    public enum Kind {
        RECEIVED,
        TRANSMIT,
        ROAMED
    }

    private final byte[] payload = new byte[PAYLOAD_BYTES];
    private FrameTarget target;
    private Kind kind = Kind.RECEIVED;
    private int lengthBytes;
    private int pathId;
    private int socket;
    private int port;
    private int datagramBytes;
    private long addressHigh;
    private long addressLow;
    private long receivedNs;

    /** Says who and what the slot is for. */
    public FrameSlot address(FrameTarget newTarget, Kind newKind, int newPathId, long newReceivedNs) {
        target = newTarget;
        kind = newKind;
        pathId = newPathId;
        receivedNs = newReceivedNs;
        lengthBytes = 0;
        return this;
    }

    /** Says where the packet came from. */
    public FrameSlot origin(int newSocket, long high, long low, int newPort) {
        socket = newSocket;
        addressHigh = high;
        addressLow = low;
        port = newPort;
        return this;
    }

    /** Copies a payload of at most {@link #PAYLOAD_BYTES}. */
    public FrameSlot fill(byte[] buf, int off, int len, int newDatagramBytes) {
        System.arraycopy(buf, off, payload, 0, len);
        lengthBytes = len;
        datagramBytes = newDatagramBytes;
        return this;
    }

    /** Says how much of {@link #payload} was written in place. */
    public void lengthBytes(int length) {
        lengthBytes = length;
    }

    /** Hands the slot to its target and lets go of it. */
    void deliver() {
        FrameTarget to = target;
        target = null;
        switch (kind) {
            case RECEIVED:
                to.received(this);
                break;
            case TRANSMIT:
                to.transmit(this);
                break;
            default:
                to.roamed(this);
        }
    }

    public byte[] payload() {
        return payload;
    }

    public int lengthBytes() {
        return lengthBytes;
    }

    public int pathId() {
        return pathId;
    }

    public int socket() {
        return socket;
    }

    public int port() {
        return port;
    }

    /** Octets of the UDP payload the frames came in. */
    public int datagramBytes() {
        return datagramBytes;
    }

    public long addressHigh() {
        return addressHigh;
    }

    public long addressLow() {
        return addressLow;
    }

    public long receivedNs() {
        return receivedNs;
    }
}
