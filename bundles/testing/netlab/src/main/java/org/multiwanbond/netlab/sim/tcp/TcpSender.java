package org.multiwanbond.netlab.sim.tcp;

/** Sends without end and repairs losses as Linux does: SACK, RACK, tail loss probe, time-out, undo. Confined to one thread. */
final class TcpSender {
    private final RoundTrip roundTrip = new RoundTrip();
    private final SendTimer timer = new SendTimer(roundTrip);
    private final Undo undo = new Undo();
    private final Scoreboard board;
    private final CongestionControl control;
    private final Transmitter transmitter;
    private final LossDetection losses;
    private State state = State.OPEN;
    private long recoverAt;
    private long probedAt = -1;
    private boolean windowLimited;
    private int lostNow;
    private long timeouts;
    private long undone;
    private long reductions;

    TcpSender(Scoreboard board, CongestionControl control, Transmitter transmitter) {
        this.board = board;
        this.control = control;
        this.transmitter = transmitter;
        this.losses = new LossDetection(board, roundTrip);
    }

    RoundTrip roundTrip() {
        return roundTrip;
    }

    long timeouts() {
        return timeouts;
    }

    long undone() {
        return undone;
    }

    long reductions() {
        return reductions;
    }

    long nextNs() {
        return Math.min(transmitter.paceAtNs(), Math.min(timer.atNs(), losses.dueNs()));
    }

    void act(long nowNs) {
        if (nowNs >= losses.dueNs()) {
            lostNow = losses.detect(isRecovering(), nowNs);
            checkLosses(new AckSample(), nowNs);
        }
        if (nowNs >= timer.atNs()) {
            if (timer.isProbe()) {
                probe(nowNs);
            } else {
                timeOut(nowNs);
            }
        }
        send(nowNs);
        if (board.isEmpty()) {
            timer.cancel();
        }
    }

    void received(TcpPacket packet, long nowNs) {
        AckSample sample = new AckSample();
        sample.priorInFlight = board.inFlight();
        sample.windowLimited = windowLimited;
        takeIn(packet, sample, nowNs);
        lostNow = losses.detect(isRecovering(), nowNs);
        changeState(packet, sample, nowNs);
        fill(sample, nowNs);
        control.acknowledged(sample);
        if (sample.advanced) {
            roundTrip.endBackoff();
            rearm(nowNs);
        }
        send(nowNs);
    }

    private void takeIn(TcpPacket packet, AckSample sample, long nowNs) {
        long first = board.first();
        Delivered delivered = new Delivered(Math.max(board.highestSacked(), first - 1), nowNs);
        transmitter.rate().beginAck();
        boolean copy = isCopy(packet);
        for (int i = 0; i < packet.blockCount(); i++) {
            board.acknowledge(packet.block(i), delivered::add);
        }
        board.acknowledge(packet.ackNumber(), delivered::add);
        sample.advanced = board.first() > first;
        sample.delivered = delivered.count;
        sample.rttNs = delivered.latestNs;
        if (delivered.earliestNs != AckSample.NONE) {
            roundTrip.measured(delivered.earliestNs, delivered.latestNs, nowNs);
        }
        if (copy) {
            losses.copySeen();
            undo.copySeen();
        }
        probedAt = board.first() > probedAt ? -1 : probedAt;
    }

    /** RFC 2883 §4: the first block tells of a copy if it is acknowledged already, cumulatively or by the second block. */
    private boolean isCopy(TcpPacket packet) {
        if (packet.blockCount() == 0) {
            return false;
        }
        SegmentRange block = packet.block(0);
        boolean inSecond = packet.blockCount() > 1 && packet.block(1).contains(block.start());
        return block.start() < packet.ackNumber() || inSecond;
    }

    private void changeState(TcpPacket packet, AckSample sample, long nowNs) {
        // A reduction for a mark lasts until the segment that says CWR is acknowledged, or the same mark counts twice.
        boolean beyond = board.first() >= recoverAt + (state == State.REDUCING ? 1 : 0);
        boolean original = sample.advanced && undo.isOriginal(packet.echoUs());
        if (state == State.RECOVERY || state == State.LOSS) {
            boolean mistaken = original && (beyond || !board.hasRetransmissionInFlight());
            if (mistaken) {
                losses.overtakingSeen();
            }
            if (mistaken || undo.isAllCopies()) {
                undoReduction();
            }
        }
        if (state != State.OPEN && beyond) {
            state = State.OPEN;
            control.recovered();
            losses.recovered();
            undo.end();
        }
        if (packet.has(TcpPacket.ECE) && state == State.OPEN) {
            fill(sample, nowNs);
            sample.lost = 0;
            beginReduction(State.REDUCING, sample);
        }
        checkLosses(sample, nowNs);
    }

    private void undoReduction() {
        for (long i = board.first(); i < board.next(); i++) {
            if (board.get(i).state == Segment.State.LOST) {
                board.markSent(board.get(i));
            }
        }
        lostNow = 0;
        undone++;
        state = State.OPEN;
        control.undo();
        losses.recovered();
        undo.end();
    }

    private void checkLosses(AckSample sample, long nowNs) {
        if (board.lost() > 0 && !isRecovering()) {
            fill(sample, nowNs);
            sample.lost = Math.max(1, lostNow);
            undo.begin();
            beginReduction(State.RECOVERY, sample);
        }
    }

    private void beginReduction(State reason, AckSample sample) {
        boolean already = state == State.REDUCING;
        state = reason;
        recoverAt = board.next();
        if (!already) {
            control.reduce(sample);
            reductions++;
        }
        transmitter.tellReduced();
    }

    private void fill(AckSample sample, long nowNs) {
        sample.nowNs = nowNs;
        sample.lost = lostNow;
        sample.inFlight = board.inFlight();
        sample.minRttNs = roundTrip.minNs();
        sample.acknowledged = board.first();
        sample.next = board.next();
        transmitter.rate().fill(sample);
    }

    private boolean isRecovering() {
        return state == State.RECOVERY || state == State.LOSS;
    }

    private void probe(long nowNs) {
        probedAt = board.next();
        if (transmitter.hasNew()) {
            transmitter.sendNew(nowNs);
        } else {
            resend(board.get(board.next() - 1), nowNs);
        }
        timer.setTimeout(nowNs);
    }

    private void timeOut(long nowNs) {
        timeouts++;
        AckSample sample = new AckSample();
        if (!isRecovering()) {
            undo.begin();
            lostNow = 1;
            fill(sample, nowNs);
            control.reduce(sample);
            reductions++;
        }
        losses.detectAll(nowNs);
        fill(sample, nowNs);
        control.timedOut(sample);
        state = State.LOSS;
        recoverAt = board.next();
        roundTrip.backOff();
        timer.setTimeout(nowNs);
    }

    private void rearm(long nowNs) {
        if (board.isEmpty()) {
            timer.cancel();
        } else if (state == State.OPEN && board.sacked() == 0 && probedAt < 0 && roundTrip.isMeasured()) {
            timer.setProbe(board.inFlight(), nowNs);
        } else {
            timer.setTimeout(nowNs);
        }
    }

    private void send(long nowNs) {
        boolean sentNew = false;
        while (transmitter.windowAllows() && (board.lost() > 0 || transmitter.hasNew())) {
            if (!transmitter.takesTurn(nowNs)) {
                break;
            }
            if (board.lost() > 0) {
                resend(board.firstLost(), nowNs);
            } else {
                transmitter.sendNew(nowNs);
                sentNew = true;
            }
        }
        windowLimited = !transmitter.windowAllows();
        if (!timer.isSet() || sentNew && timer.isProbe()) {
            rearm(nowNs);
        }
    }

    private void resend(Segment segment, long nowNs) {
        transmitter.sendAgain(segment, nowNs);
        undo.retransmitted((int) (nowNs / 1_000));
        if (segment.number == board.first()) {
            timer.setTimeout(nowNs);
        }
    }

    private enum State {
        OPEN,
        REDUCING,
        RECOVERY,
        LOSS
    }

    /** Tallies what one acknowledgement delivers. */
    private final class Delivered {
        private final long highestBefore;
        private final long nowNs;
        private int count;
        private long earliestNs = AckSample.NONE;
        private long latestNs = AckSample.NONE;

        Delivered(long highestBefore, long nowNs) {
            this.highestBefore = highestBefore;
            this.nowNs = nowNs;
        }

        void add(Segment segment) {
            count++;
            transmitter.rate().delivered(segment, nowNs);
            losses.delivered(segment, highestBefore, nowNs);
            if (!segment.isRetransmitted()) {
                // Karn's rule, RFC 6298 §3.
                long rttNs = nowNs - segment.sentNs;
                earliestNs = Math.max(earliestNs, rttNs);
                latestNs = latestNs == AckSample.NONE ? rttNs : Math.min(latestNs, rttNs);
            }
        }
    }
}
