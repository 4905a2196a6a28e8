package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.api.transport.DatagramBatch;
import org.multiwanbond.engine.Counters;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.SessionMarks;
import org.multiwanbond.engine.agenda.Appointment;
import org.multiwanbond.engine.mail.FrameSlot;
import org.multiwanbond.engine.mail.FrameTarget;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.control.AckFrame;
import org.multiwanbond.wire.control.ControlReader;
import org.multiwanbond.wire.control.ControlWriter;
import org.multiwanbond.wire.control.FrameType;
import org.multiwanbond.wire.control.QualityFrame;

/**
 * The inner half of a session's receive side: acknowledges, passes frames on and delivers what its {@link SessionGate} let
 * in. Confined to the thread that delivers.
 */
@HotPath
public final class SessionReceiver {
    /** A change of address is reported once in this time, so that a mix of addresses costs little. */
    private static final long ROAM_SPACING_NS = 100_000_000L;

    /** A keepalive of a common path's full size is one of a train. */
    private static final int TRAIN_BYTES = 1_000;

    /** Fits every path's first UDP payload of 1 200 with header and tag. */
    private static final int ACK_PAYLOAD_BYTES = 1_100;

    private static final long QUALITY_EVERY_NS = 500_000_000L;
    private static final int MS = 1_000_000;

    private final RxPath[] paths = new RxPath[PathTable.LIMIT];
    private final Counters pathCounters = new Counters(2 * PathTable.LIMIT);
    private final ControlReader frames = new ControlReader();
    private final ControlWriter ackWriter = new ControlWriter();
    private final AckFrame ack = new AckFrame();
    private final QualityFrame quality = new QualityFrame();
    private final Delivery delivery;
    private final Appointment<SessionReceiver> timer = new Appointment<>(this);
    private final FrameTarget sender;
    private final SessionMarks marks;
    private final ReceiverPorts ports;
    private int dataPaths;
    private long roamReportedNs;
    private long qualityDueNs;

    /**
     * A receive side whose path 0 alone carries data until others are added.
     *
     * @param delivery where DATA goes
     * @param sender the session's send side
     * @param marks shared with the send side
     * @param ports shared with other sessions
     */
    public SessionReceiver(Delivery delivery, FrameTarget sender, SessionMarks marks, ReceiverPorts ports) {
        this.delivery = delivery;
        this.sender = sender;
        this.marks = marks;
        this.ports = ports;
        this.dataPaths = 1;
        for (int path = 0; path < PathTable.LIMIT; path++) {
            paths[path] = new RxPath(pathCounters, 2 * path);
        }
    }

    /** Steps 13 and 14 for a packet that was let in: {@link DropReason#OK} or why it was dropped. */
    int accept(OpenedBatch opened, int index) {
        DatagramBatch batch = opened.datagrams();
        long nowNs = opened.receivedNs();
        byte[] buf = batch.packets().slab();
        int header = batch.packets().offset(index);
        int path = Header.pathId(buf, header);
        int type = Header.type(buf, header);
        int off = header + Header.LENGTH_BYTES;
        int len = batch.packets().lengthBytes(index) - Header.LENGTH_BYTES;
        RxPath rx = paths[path];
        timer.ring();
        RxPath.Wish wish = type == PacketType.CONTROL ? wish(buf, off, len) : RxPath.Wish.ACK;
        int datagramBytes = Header.LENGTH_BYTES + Header.lengthBytes(buf, header);
        rx.authenticated(opened.numbers()[index], datagramBytes, wish, nowNs);
        marks.received(path, rx.window().highest(), nowNs);
        if (opened.hasStrayed(index)) {
            reportRoaming(path, batch, index, nowNs);
        }
        if (type == PacketType.CONTROL) {
            return forward(path, batch, index, nowNs);
        }
        if ((dataPaths & 1 << path) == 0) {
            return DropReason.NOPATH;
        }
        marks.data(nowNs);
        return type == PacketType.DATA ? data(rx, buf, off, len, nowNs) : delivery.repair(buf, off, len, nowNs);
    }

    private int data(RxPath rx, byte[] buf, int off, int len, long nowNs) {
        int answer = delivery.accept(buf, off, len, nowNs);
        if (answer == DropReason.OK) {
            rx.quality().data(DataPayload.timestamp(buf, off), nowNs);
        }
        return answer;
    }

    /** Protocol §7: "Packets with only ACK/PADDING are not acknowledged." */
    private RxPath.Wish wish(byte[] buf, int off, int len) {
        frames.reset(buf, off, len);
        for (int type = frames.next(); type >= 0; type = frames.next()) {
            if (type != FrameType.ACK && type != FrameType.PADDING) {
                boolean train = type == FrameType.KEEPALIVE && len >= TRAIN_BYTES;
                return train ? RxPath.Wish.ACK_NOW : RxPath.Wish.ACK;
            }
        }
        return RxPath.Wish.NO_ACK;
    }

    private int forward(int path, DatagramBatch batch, int index, long nowNs) {
        byte[] buf = batch.packets().slab();
        int off = batch.packets().offset(index) + Header.LENGTH_BYTES;
        int len = batch.packets().lengthBytes(index) - Header.LENGTH_BYTES;
        if (len > FrameSlot.PAYLOAD_BYTES || !ports.mailbox().hasRoom()) {
            return Drops.BUSY;
        }
        int datagramBytes = len + Header.LENGTH_BYTES + Header.TAG_BYTES;
        ports.mailbox()
                .claim()
                .address(sender, FrameSlot.Kind.RECEIVED, path, nowNs)
                .origin(batch.socket(index), batch.addressHigh(index), batch.addressLow(index), batch.port(index))
                .fill(buf, off, len, datagramBytes);
        ports.mailbox().commit();
        return DropReason.OK;
    }

    private void reportRoaming(int path, DatagramBatch batch, int index, long nowNs) {
        if (nowNs - roamReportedNs < ROAM_SPACING_NS || !ports.mailbox().hasRoom()) {
            return;
        }
        roamReportedNs = nowNs;
        ports.mailbox()
                .claim()
                .address(sender, FrameSlot.Kind.ROAMED, path, nowNs)
                .origin(batch.socket(index), batch.addressHigh(index), batch.addressLow(index), batch.port(index));
        ports.mailbox().commit();
    }

    /** When to call {@link #tick} though nothing happens. */
    Appointment<SessionReceiver> timer() {
        return timer;
    }

    /** Sends acknowledgments and gives up gaps that are due; answers when to call again. */
    long tick(long nowNs) {
        delivery.hold(marks.recoveryNs(), nowNs);
        long dueNs = delivery.tick(nowNs);
        for (RxPath path : paths) {
            if (path.ackDueNs() <= nowNs) {
                acknowledge(nowNs);
            }
            dueNs = Math.min(dueNs, path.ackDueNs());
        }
        return timer.set(dueNs, nowNs);
    }

    /** One packet with the acknowledgments of all paths that wait for one. */
    private void acknowledge(long nowNs) {
        if (!ports.mailbox().hasRoom()) {
            return;
        }
        FrameSlot slot = ports.mailbox().claim().address(sender, FrameSlot.Kind.TRANSMIT, 0, nowNs);
        ackWriter.reset(slot.payload(), 0, ACK_PAYLOAD_BYTES);
        for (int path = 0; path < PathTable.LIMIT; path++) {
            RxPath rx = paths[path];
            if (rx.ackDueNs() != RxPath.NEVER && ack.fill(path, rx.window(), rx.ackFrom())) {
                boolean written = ack.timing((int) (rx.highestAtNs() / 1_000), nowNs - rx.highestAtNs())
                        .totals(rx.packets(), rx.octets())
                        .write(ackWriter);
                if (written) {
                    rx.ackWritten(nowNs);
                }
            }
        }
        if (nowNs >= qualityDueNs) {
            qualityDueNs = nowNs + QUALITY_EVERY_NS;
            tellQuality(nowNs);
        }
        slot.lengthBytes(ackWriter.lengthBytes());
        ports.mailbox().commit();
    }

    /** Beside the acknowledgments: how the paths to here are, and how long a unit sent again is waited for. */
    private void tellQuality(long nowNs) {
        for (int path = 0; path < PathTable.LIMIT; path++) {
            if (paths[path].quality().fill(quality, path, paths[path], nowNs)) {
                quality.reorderUs(delivery.latenessNs() / 1_000)
                        .holdMs((int) (delivery.holdNs() / MS))
                        .write(ackWriter);
            }
        }
    }

    /** Lets a path carry data, or not any more. */
    public void carriesData(int path, boolean carries) {
        dataPaths = carries ? dataPaths | 1 << path : dataPaths & ~(1 << path);
    }

    public Delivery delivery() {
        return delivery;
    }

    /** Packets and octets received, at index 2 × path and the next. */
    public Counters pathCounters() {
        return pathCounters;
    }
}
