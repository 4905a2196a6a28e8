package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.fec.CodecSource;
import org.multiwanbond.engine.fec.FecDecoder;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.DropReason;
import org.multiwanbond.wire.PacketNumbers;
import org.multiwanbond.wire.Reassembly;

/**
 * From DATA payloads to inner packets: reassembly, then order. It outlives the keys and session ids of a session, so that
 * a resumed session goes on where it stood. Confined to the receive thread.
 */
@HotPath
public final class Delivery {
    /**
     * How long a gap is waited for until lateness is measured: above the spread of delays of common links (fiber 10 ms,
     * LTE 40 ms, plus a drop-tail queue of 100 ms), below the 200 ms least TCP retransmission time-out of Linux.
     */
    private static final long HOLD_NS = 150_000_000L;
    /** Protocol §6: T_reorder is 10 ms to 400 ms unless configured. */
    private static final long LEAST_HOLD_NS = 10_000_000L;

    private static final long MOST_HOLD_NS = 400_000_000L;

    /** After this long without data the memory it took is given back: longer than pauses within a person's use. */
    private static final long REST_NS = 10_000_000_000L;

    private static final long LATENESS_SLACK_NS = 5_000_000L;
    private static final long LOOK_EVERY_NS = 100_000_000L;

    /** Fits what a path of 1 500 octets carries. */
    private static final int SYMBOL_LIMIT_BYTES = 1_472;

    private final DataPayload unit = new DataPayload();
    private final DataPayload source = new DataPayload();
    private final Reassembly reassembly = new Reassembly();
    private final ReorderBuffer order;
    private final InnerFilter filter;
    private final Drops drops;
    private final FecDecoder decoder;
    private long clockNs;
    private byte[] whole = {};
    private long holdNs = HOLD_NS;
    private long latenessNs;
    private long lookNs;
    private long busyNs;
    private boolean resting = true;

    /** A way to this gate; {@code codecs} repair what was lost while they are there. */
    public Delivery(InnerFilter filter, CodecSource codecs, Drops drops) {
        this.filter = filter;
        this.drops = drops;
        this.decoder = new FecDecoder(codecs, this::recovered, SYMBOL_LIMIT_BYTES);
        this.order = new ReorderBuffer(ReorderBuffer.UNITS, filter, HOLD_NS);
    }

    /** Takes in a decrypted DATA payload; answers {@link DropReason#OK} or why it was dropped. */
    public int accept(byte[] buf, int off, int len, long nowNs) {
        if (unit.read(buf, off, len) != DropReason.OK) {
            return DropReason.PAYLOAD;
        }
        busyNs = nowNs;
        resting = false;
        boolean member = unit.has(DataPayload.FEC_MEMBER);
        int answer = deliver(buf, nowNs);
        if (member && source.read(buf, off, len) == DropReason.OK) {
            clockNs = nowNs;
            decoder.source(source, buf, off, len);
        }
        return answer;
    }

    /** Takes in a decrypted FEC payload. */
    public int repair(byte[] buf, int off, int len, long nowNs) {
        clockNs = nowNs;
        return decoder.repair(buf, off, len);
    }

    private void recovered(byte[] payload, int off, int len) {
        if (unit.read(payload, off, len) == DropReason.OK) {
            deliver(payload, clockNs);
        }
    }

    /** Takes the unit just read to its order. */
    private int deliver(byte[] buf, long nowNs) {
        long dsn = PacketNumbers.reconstruct(order.expected(), unit.dsn());
        order.expire(nowNs);
        int answer;
        if (unit.has(DataPayload.FRAGMENT)) {
            if (order.isKnown(dsn)) {
                // A copy of what came before must not take up room for fragments.
                return reason(ReorderBuffer.DUPLICATE);
            }
            int unitBytes = reassembly.offer(dsn, unit, buf, nowNs);
            if (unitBytes <= 0) {
                return unitBytes == Reassembly.PENDING ? DropReason.OK : DropReason.PAYLOAD;
            }
            whole = whole.length == 0 ? new byte[Reassembly.UNIT_LIMIT_BYTES] : whole;
            reassembly.take(whole, 0);
            answer = order.accept(dsn, unit, whole, 0, unitBytes);
        } else {
            answer = order.accept(dsn, unit, buf, unit.innerOffset(), unit.innerLengthBytes());
        }
        return reason(answer);
    }

    private int reason(int answer) {
        switch (answer) {
            case ReorderBuffer.AHEAD:
                return DropReason.PAYLOAD;
            case ReorderBuffer.LATE:
            case ReorderBuffer.OVERDUE:
                drops.count(Drops.LATE);
                return DropReason.OK;
            case ReorderBuffer.DUPLICATE:
                drops.count(Drops.DUPLICATE);
                return DropReason.OK;
            default:
                return DropReason.OK;
        }
    }

    /**
     * Sets how long a gap is waited for: as long as a retransmission takes at most ({@code recoveryNs}, 0 while nobody
     * knows) and as late as units have come (protocol §6: "p99 of observed lateness × 1.25 + 5 ms").
     */
    void hold(long recoveryNs, long nowNs) {
        if (nowNs >= lookNs) {
            lookNs = nowNs + LOOK_EVERY_NS;
            latenessNs = order.latenessNs(nowNs);
        }
        long ns = Math.max(recoveryNs == 0 ? HOLD_NS : recoveryNs, latenessNs * 5 / 4 + LATENESS_SLACK_NS);
        holdNs = Math.max(LEAST_HOLD_NS, Math.min(MOST_HOLD_NS, ns));
        order.holdNs(holdNs);
    }

    /** The session was resumed: the numbers of the peer's blocks begin anew, those of its units go on. */
    public void resumed() {
        decoder.clear();
    }

    /** Gives up what has waited too long; answers when to call again. */
    long tick(long nowNs) {
        long dueNs = order.expire(nowNs);
        if (!resting && nowNs - busyNs >= REST_NS) {
            rest();
        }
        return dueNs;
    }

    private void rest() {
        resting = order.rest();
        reassembly.rest();
        decoder.rest();
        whole = new byte[0];
    }

    /** The gate to the host. */
    public InnerFilter filter() {
        return filter;
    }

    /** Units rebuilt from repair packets; a moment late for other threads. */
    public long repairedUnits() {
        return decoder.recoveredPackets();
    }

    /** How late 99 of 100 units came that others waited for, 0 if none was late. */
    long latenessNs() {
        return latenessNs;
    }

    /** How long a unit may wait for an earlier one of its flow; a moment late for other threads. */
    public long holdNs() {
        return holdNs;
    }

    /** Units waiting for order; a moment late for other threads. */
    public int heldUnits() {
        return order.heldUnits();
    }

    /** Gaps given up; a moment late for other threads. */
    public long givenUp() {
        return order.givenUp();
    }
}
