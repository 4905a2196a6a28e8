package org.multiwanbond.tunnel.tun;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.packet.PacketBatch;

/**
 * Makes plain IP packets of what the kernel hands over: cuts a large TCP or UDP segment into packets and completes their
 * checksums. Keeps what a batch has no room for until the next one. Confined to one thread.
 *
 * <p>The header's {@code hdr_len} is only "a hint" (VIRTIO 1.2 §5.1.6.2) and not looked at. Of the checksum in a frame
 * that says NEEDS_CSUM we know that it is the sum of the pseudo-header, which is right also for an IPv6 packet whose
 * destination is not the last one (RFC 8200 §8.1); so its length is exchanged, as the kernel's own segmentation does.
 */
@HotPath
public final class Segmenter {
    private final Frame frame;
    private final SegmentHeaders headers;
    private int next;
    private int end;
    private boolean split;
    private boolean first;

    public Segmenter(Frame frame) {
        this.frame = frame;
        this.headers = new SegmentHeaders(frame);
    }

    /**
     * Reads the frame, in which there are a header and a packet of this length.
     *
     * @return false, and nothing to append, if the header and the packet contradict each other
     */
    public boolean take(int packetBytes) {
        next = 0;
        end = packetBytes;
        first = true;
        split = frame.gsoType() != Frame.GSO_NONE;
        boolean sane = split ? headers.read(packetBytes) : headers.isWithin(packetBytes);
        if (!sane) {
            end = 0;
        } else if (split) {
            next = headers.lengthBytes();
        }
        return sane;
    }

    /** Whether everything taken has been appended; a segment without payload is appended all the same. */
    public boolean isEmpty() {
        return next >= end && !(split && first && end > 0);
    }

    /**
     * Appends as many packets as there is room for. Those that do not even fit an empty batch are dropped: someone has
     * raised the device's MTU behind our back.
     *
     * @return packets appended
     */
    public int appendTo(PacketBatch into) {
        int before = into.count();
        while (!isEmpty()) {
            int payloadBytes = split ? Math.min(headers.gsoSizeBytes(), end - next) : end;
            int lengthBytes = split ? headers.lengthBytes() + payloadBytes : end;
            if (lengthBytes > into.freeBytes()) {
                if (into.count() == 0) {
                    end = 0;
                }
                break;
            }
            if (split) {
                cut(into.slab(), into.freeOffset(), payloadBytes);
            } else {
                copy(into.slab(), into.freeOffset());
            }
            into.append(lengthBytes);
            next += payloadBytes;
            first = false;
        }
        return into.count() - before;
    }

    private void cut(byte[] slab, int at, int payloadBytes) {
        int headerBytes = headers.lengthBytes();
        frame.octets().get(Frame.PACKET, slab, at, headerBytes);
        frame.octets().get(Frame.PACKET + next, slab, at + headerBytes, payloadBytes);
        headers.finish(slab, at, payloadBytes, next - headerBytes, next + payloadBytes == end);
    }

    private void copy(byte[] slab, int at) {
        frame.octets().get(Frame.PACKET, slab, at, end);
        if (frame.needsChecksum()) {
            int start = frame.checksumStart();
            int sum = Checksum.sum(slab, at + start, end - start);
            Octets.putU16(slab, at + start + frame.checksumOffset(), Checksum.neverZero(sum));
        }
    }
}
