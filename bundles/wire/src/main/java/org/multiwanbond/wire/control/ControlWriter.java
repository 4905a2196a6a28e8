package org.multiwanbond.wire.control;

import java.util.Arrays;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.wire.BigEndian;

/**
 * Appends frames to a region of a caller's array. Confined to one thread; allocates nothing.
 *
 * <p>Every append answers whether there was room; without room nothing is written.
 */
@HotPath
public final class ControlWriter {

    private byte[] buf = {};
    private int start;
    private int at;
    private int end;

    /** Sets the region to fill; what was written before stays where it is. */
    public void reset(byte[] newBuf, int off, int capacityBytes) {
        buf = newBuf;
        start = off;
        at = off;
        end = off + capacityBytes;
    }

    /** Octets written since {@link #reset}. */
    public int lengthBytes() {
        return at - start;
    }

    /** Octets a frame's body may still have. */
    public int roomBytes() {
        return end - at - ControlReader.PREFIX_BYTES;
    }

    /** Appends a KEEPALIVE. */
    public boolean keepalive() {
        return begin(FrameType.KEEPALIVE, 0);
    }

    /** Appends PADDING until {@code totalBytes} are written; short of three octets nothing can be added. */
    public boolean padTo(int totalBytes) {
        int body = totalBytes - lengthBytes() - ControlReader.PREFIX_BYTES;
        return body >= 0 && begin(FrameType.PADDING, body) && zero(body);
    }

    /** Appends a CTRL_ACK for one message id. */
    public boolean ctrlAck(int messageId) {
        return begin(FrameType.CTRL_ACK, 2) && put16(messageId);
    }

    /** Appends a PROBE whose body has {@code bodyBytes} octets, at least {@link ProbeFrame#BODY_BYTES}. */
    public boolean probe(int probeId, long sentUs, int bodyBytes) {
        return bodyBytes >= ProbeFrame.BODY_BYTES
                && begin(FrameType.PROBE, bodyBytes)
                && put32(probeId)
                && put64(sentUs)
                && zero(bodyBytes - ProbeFrame.BODY_BYTES);
    }

    /** Appends the PROBE_REPLY to {@code probe}; the times are of the replier's clock in microseconds. */
    public boolean probeReply(ProbeFrame probe, long receivedUs, long sentUs) {
        return begin(FrameType.PROBE_REPLY, ProbeFrame.REPLY_BODY_BYTES)
                && put32(probe.probeId())
                && put64(probe.sentUs())
                && put64(receivedUs)
                && put64(sentUs);
    }

    /** Appends a PATH_CHALLENGE of eight random octets; pad the packet to at least 1 200. */
    public boolean pathChallenge(long token) {
        return begin(FrameType.PATH_CHALLENGE, PathToken.BODY_BYTES) && put64(token);
    }

    /** Appends the PATH_RESPONSE that repeats a challenge's octets; pad the packet to at least 1 200. */
    public boolean pathResponse(long token) {
        return begin(FrameType.PATH_RESPONSE, PathToken.BODY_BYTES) && put64(token);
    }

    /** Appends an MTU_PROBE whose body has {@code bodyBytes} octets, at least 2. */
    public boolean mtuProbe(int id, int bodyBytes) {
        return bodyBytes >= 2 && begin(FrameType.MTU_PROBE, bodyBytes) && put16(id) && zero(bodyBytes - 2);
    }

    /** Appends an MTU_OK: {@code sizeBytes} is the UDP payload that arrived. */
    public boolean mtuOk(int id, int sizeBytes) {
        return begin(FrameType.MTU_OK, 4) && put16(id) && put16(sizeBytes);
    }

    /** Starts a frame that carries no message id; the body must follow at once. */
    boolean begin(int type, int bodyBytes) {
        if (bodyBytes > roomBytes() || bodyBytes > 0xffff) {
            return false;
        }
        BigEndian.put8(buf, at, type);
        BigEndian.put16(buf, at + 1, bodyBytes);
        at += ControlReader.PREFIX_BYTES;
        return true;
    }

    /** Starts a reliable frame; {@code bodyBytes} does not count the message id. */
    boolean begin(int type, int messageId, int bodyBytes) {
        return begin(type, bodyBytes + ControlReader.ID_BYTES) && put16(messageId);
    }

    // The puts answer true so that an append reads as one condition; begin() made sure of the room.

    boolean put8(int value) {
        BigEndian.put8(buf, at, value);
        at += 1;
        return true;
    }

    boolean put16(int value) {
        BigEndian.put16(buf, at, value);
        at += 2;
        return true;
    }

    boolean put32(int value) {
        BigEndian.put32(buf, at, value);
        at += 4;
        return true;
    }

    boolean put64(long value) {
        BigEndian.put64(buf, at, value);
        at += 8;
        return true;
    }

    boolean put(byte[] octets) {
        System.arraycopy(octets, 0, buf, at, octets.length);
        at += octets.length;
        return true;
    }

    private boolean zero(int count) {
        Arrays.fill(buf, at, at + count, (byte) 0);
        at += count;
        return true;
    }
}
