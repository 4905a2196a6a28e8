package org.multiwanbond.engine.send;

import java.util.Optional;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.mail.FrameSlot;
import org.multiwanbond.engine.path.MtuSearch;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.control.AckFrame;
import org.multiwanbond.wire.control.Close;
import org.multiwanbond.wire.control.ControlReader;
import org.multiwanbond.wire.control.ControlWriter;
import org.multiwanbond.wire.control.CtrlAckFrame;
import org.multiwanbond.wire.control.FrameType;
import org.multiwanbond.wire.control.MtuFrame;
import org.multiwanbond.wire.control.PathAdd;
import org.multiwanbond.wire.control.PathRemove;
import org.multiwanbond.wire.control.PathStatus;
import org.multiwanbond.wire.control.PathToken;
import org.multiwanbond.wire.control.ProbeFrame;
import org.multiwanbond.wire.control.QualityFrame;
import org.multiwanbond.wire.control.ReliableFrame;

/** Acts on the frames of CONTROL packets. Confined to the send thread. */
@HotPath
final class FrameHandler {
    private static final long US = 1_000L;
    /** A reply to an older probe says nothing of the path as it is now. */
    private static final long OLDEST_PROBE_US = 10_000_000L;
    /** Protocol §8: CLOSE code 3, unsupported. */
    private static final int UNSUPPORTED = 3;

    private static final int STATUS_DOWN = 4;

    private final ControlReader reader = new ControlReader();
    private final ControlWriter writer = new ControlWriter();
    private final AckFrame ack = new AckFrame();
    private final ProbeFrame probe = new ProbeFrame();
    private final QualityFrame quality = new QualityFrame();
    private final ReliableInbox inbox = new ReliableInbox();
    private final SessionSender session;
    private final PathTender tender;
    private final SenderEvents events;
    private boolean answered;

    FrameHandler(SessionSender session, PathTender tender, SenderEvents events) {
        this.session = session;
        this.tender = tender;
        this.events = events;
    }

    /** The writer of control packets being built. */
    ControlWriter writer() {
        return writer;
    }

    /** Acts on every frame of a packet up to the first that is none. */
    void received(FrameSlot slot) {
        reader.reset(slot.payload(), 0, slot.lengthBytes());
        TxPath path = session.path(slot.pathId());
        if (path != null) {
            path.heard(slot.addressHigh(), slot.addressLow(), slot.port(), slot.datagramBytes());
        }
        answered = false;
        boolean legal = true;
        for (int type = reader.next(); type >= 0 && legal; type = reader.next()) {
            legal = FrameType.isReliable(type) ? reliable(slot, type) : unreliable(slot, type);
        }
        if (reader.isBroken() || !legal) {
            session.drops().count(DropReason.PAYLOAD);
        }
    }

    private boolean unreliable(FrameSlot slot, int type) {
        switch (type) {
            case FrameType.ACK:
                return acknowledged(slot);
            case FrameType.CTRL_ACK:
                return controlAcknowledged();
            case FrameType.PROBE:
            case FrameType.PROBE_REPLY:
                return probed(slot, type);
            case FrameType.PATH_CHALLENGE:
            case FrameType.PATH_RESPONSE:
                return challenged(slot, type);
            case FrameType.MTU_PROBE:
            case FrameType.MTU_OK:
                return sized(slot, type);
            case FrameType.QUALITY:
                return judged();
            default:
                // Protocol §7: "Unknown type < 80: skip"
                return true;
        }
    }

    private boolean acknowledged(FrameSlot slot) {
        if (ack.read(reader) != DropReason.OK) {
            return false;
        }
        TxPath path = session.path(ack.pathId());
        if (path != null) {
            path.acknowledged(ack, session.trafficWaitsFor(path, slot.receivedNs()), slot.receivedNs());
        }
        return true;
    }

    private boolean judged() {
        boolean legal = quality.read(reader) == DropReason.OK;
        if (legal) {
            session.outflow().peerHoldMs(quality.holdMs());
        }
        return legal;
    }

    private boolean controlAcknowledged() {
        if (!CtrlAckFrame.isLegal(reader)) {
            return false;
        }
        for (int i = 0; i < CtrlAckFrame.count(reader); i++) {
            session.outbox().acknowledged(CtrlAckFrame.messageId(reader, i));
        }
        return true;
    }

    private boolean probed(FrameSlot slot, int type) {
        if (probe.read(reader) != DropReason.OK) {
            return false;
        }
        TxPath path = session.path(slot.pathId());
        if (path == null || path.isRemoved()) {
            return true;
        }
        long nowNs = slot.receivedNs();
        if (type == FrameType.PROBE) {
            // Protocol §7: the reply goes "on the same path".
            ControlWriter reply = session.openControl(path);
            reply.probeReply(probe, nowNs / US, nowNs / US);
            session.closeControl(path, reply, false, nowNs);
            path.writer().flush();
            return true;
        }
        long ageUs = nowNs / US - probe.sentUs();
        if (ageUs >= 0 && ageUs <= OLDEST_PROBE_US) {
            path.roundTrip().sample(ageUs * US);
            // The microsecond it was sent in began earlier than it was sent.
            path.life().answered(probe.sentUs() * US + US - 1, true, nowNs);
        }
        return true;
    }

    private boolean challenged(FrameSlot slot, int type) {
        if (!PathToken.isLegal(reader)) {
            return false;
        }
        TxPath path = session.path(slot.pathId());
        long token = PathToken.token(reader);
        if (path == null || path.isRemoved()) {
            return true;
        }
        if (type == FrameType.PATH_RESPONSE) {
            tender.responded(path, token, slot.receivedNs());
            return true;
        }
        // Protocol §7: a challenge is "padded to ≥ 1 200"; one answer to each packet stays within 3 times its octets.
        if (answered || slot.datagramBytes() < MtuSearch.LEAST_BYTES) {
            return false;
        }
        answered = true;
        Endpoint from = Endpoint.of(slot.addressHigh(), slot.addressLow(), slot.port());
        tender.challenged(path, token, slot.socket(), from, slot.receivedNs());
        return true;
    }

    private boolean sized(FrameSlot slot, int type) {
        TxPath path = session.path(slot.pathId());
        if (!MtuFrame.isLegal(reader)) {
            return false;
        }
        if (path == null || path.isRemoved()) {
            return true;
        }
        if (type == FrameType.MTU_OK) {
            path.mtu().confirmed(MtuFrame.id(reader), MtuFrame.sizeBytes(reader));
            return true;
        }
        int id = MtuFrame.id(reader);
        ControlWriter reply = session.openControl(path);
        reply.mtuOk(id, slot.datagramBytes());
        session.closeControl(path, reply, false, slot.receivedNs());
        return true;
    }

    private boolean reliable(FrameSlot slot, int type) {
        int id = reader.messageId();
        long nowNs = slot.receivedNs();
        Optional<? extends ReliableFrame> frame = ReliableFrame.read(reader);
        if (FrameType.isKnown(type) && frame.isEmpty()) {
            return false;
        }
        acknowledge(slot, id, nowNs);
        if (!inbox.isNew(id)) {
            return true;
        }
        if (frame.isEmpty()) {
            // Protocol §7: "unknown ≥ 80: CTRL_ACK and CLOSE(unsupported)"
            String text = "unknown frame type " + type;
            session.close(UNSUPPORTED, text, nowNs);
            events.frame(session, new Close(UNSUPPORTED, text));
            return true;
        }
        act(frame.get(), nowNs);
        return true;
    }

    private void acknowledge(FrameSlot slot, int id, long nowNs) {
        TxPath path = session.path(slot.pathId());
        if (path == null || !path.writer().isReady()) {
            path = session.anyPath();
        }
        if (path == null) {
            session.drops().count(Drops.BUSY);
            return;
        }
        ControlWriter reply = session.openControl(path);
        reply.ctrlAck(id);
        session.closeControl(path, reply, false, nowNs);
    }

    private void act(ReliableFrame frame, long nowNs) {
        if (frame instanceof PathAdd add) {
            if (!session.settings().initiator()) {
                tender.announced(add, nowNs);
            }
        } else if (frame instanceof PathRemove remove) {
            TxPath path = session.path(remove.pathId());
            if (path != null && !path.isRemoved()) {
                tender.removed(path, nowNs);
            }
        } else if (frame instanceof PathStatus status) {
            TxPath path = session.path(status.pathId());
            if (path != null && status.state() == STATUS_DOWN) {
                tender.failed(path, "the peer does not hear it", nowNs);
            }
        } else {
            events.frame(session, frame);
        }
    }
}
