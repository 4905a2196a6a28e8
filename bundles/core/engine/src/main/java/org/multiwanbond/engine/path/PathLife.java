package org.multiwanbond.engine.path;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.path.PathState;

/**
 * The state machine of one path, protocol §8.2: told what is sent and answered, it says what to send and what has become
 * of the path. Confined to the send thread.
 */
@HotPath
public final class PathLife {
    /** Bits of the answer of {@link #tick}. */
    public static final int PROBE = 1;

    public static final int CHALLENGE = 2;
    public static final int SUSPECTED = 4;
    public static final int LOST = 8;

    private static final long MS = 1_000_000L;
    // Protocol §8.2 and §9.
    private static final long SUSPECT_PROBE_NS = 20 * MS;
    private static final long LEAST_SUSPECT_NS = 200 * MS;
    private static final long SUSPECT_SLACK_NS = 60 * MS;
    private static final int REPLIES_TO_RETURN = 3;
    private static final long RELAPSE_NS = 60_000 * MS;
    private static final long LONGEST_HOLD_NS = 60_000 * MS;
    // Protocol §8.4.
    private static final long ACTIVE_PROBE_NS = 50 * MS;
    private static final long STANDBY_PROBE_NS = 500 * MS;
    private static final long IDLE_PROBE_NS = 5_000 * MS;
    private static final long BUSY_NS = 10_000 * MS;
    /** A dead path is asked often at first, since most outages are short. */
    private static final long DOWN_PROBE_NS = 200 * MS;

    private static final long OLD_DOWN_PROBE_NS = 1_000 * MS;
    private static final long OLD_DOWN_NS = 30_000 * MS;
    private static final long FIRST_CHALLENGE_NS = 100 * MS;
    private static final long LONGEST_CHALLENGE_NS = 1_000 * MS;

    private final RoundTrip roundTrip;
    private final SentLog sent;
    private PathState state = PathState.NEW;
    private String reason = "";
    private boolean backup;
    private long sinceNs;
    private long nextNs;
    private long challengeGapNs = FIRST_CHALLENGE_NS;
    private long unansweredProbeNs;
    private long progressNs;
    private long busyUntilNs;
    private long lastDownNs = Long.MIN_VALUE / 2;
    private long heldUntilNs;
    private int relapses;
    private int replies;
    private long lastReplySentNs;

    public PathLife(RoundTrip roundTrip, SentLog sent) {
        this.roundTrip = roundTrip;
        this.sent = sent;
    }

    /** Begins validation; a backup path becomes STANDBY instead of ACTIVE. */
    public void validate(boolean asBackup, long nowNs) {
        backup = asBackup;
        enter(PathState.VALIDATING, "waits for the answer to its path challenge", nowNs);
        challengeGapNs = FIRST_CHALLENGE_NS;
        nextNs = nowNs;
    }

    /** Makes a path a backup or a common one at once if it works; answers whether it does. */
    public boolean role(boolean asBackup) {
        boolean works = state == PathState.ACTIVE || state == PathState.STANDBY;
        if (works) {
            backup = asBackup;
            state = asBackup ? PathState.STANDBY : PathState.ACTIVE;
        }
        return works;
    }

    /** The peer answered a challenge on this path, or the handshake itself proved it. */
    public void validated(long nowNs) {
        if (state == PathState.VALIDATING || state == PathState.NEW) {
            enter(backup ? PathState.STANDBY : PathState.ACTIVE, "", nowNs);
            unansweredProbeNs = 0;
            progressNs = nowNs;
            nextNs = nowNs;
        }
    }

    /** Lets time pass: the bits say what to do now. */
    public int tick(long nowNs) {
        switch (state) {
            case VALIDATING:
                return tickValidating(nowNs);
            case ACTIVE:
            case STANDBY:
                return tickAlive(nowNs);
            case SUSPECT:
                return tickSuspect(nowNs);
            case DOWN:
                return tickDown(nowNs);
            default:
                return 0;
        }
    }

    private int tickValidating(long nowNs) {
        if (nowNs < nextNs) {
            return 0;
        }
        nextNs = nowNs + challengeGapNs;
        challengeGapNs = Math.min(challengeGapNs * 2, LONGEST_CHALLENGE_NS);
        return CHALLENGE;
    }

    private int tickAlive(long nowNs) {
        if (isOverdue(nowNs)) {
            enter(PathState.SUSPECT, "does not answer", nowNs);
            nextNs = nowNs + SUSPECT_PROBE_NS;
            return SUSPECTED | PROBE;
        }
        if (nowNs < nextNs) {
            return 0;
        }
        long gapNs = probeGapNs(nowNs);
        boolean fresh = nowNs - progressNs < gapNs && state == PathState.ACTIVE;
        nextNs = (fresh ? progressNs : nowNs) + gapNs;
        return fresh ? 0 : PROBE;
    }

    private boolean isOverdue(long nowNs) {
        long ptoNs = roundTrip.ptoNs();
        boolean data = sent.hasInFlight() && nowNs - Math.max(progressNs, sent.oldestSentNs()) > ptoNs;
        return data || unansweredProbeNs != 0 && nowNs - unansweredProbeNs > ptoNs;
    }

    private long probeGapNs(long nowNs) {
        if (nowNs >= busyUntilNs) {
            return IDLE_PROBE_NS;
        }
        return state == PathState.STANDBY ? STANDBY_PROBE_NS : ACTIVE_PROBE_NS;
    }

    private int tickSuspect(long nowNs) {
        if (nowNs >= lostNs()) {
            down("does not answer", nowNs);
            return LOST;
        }
        if (nowNs < nextNs) {
            return 0;
        }
        nextNs = nowNs + SUSPECT_PROBE_NS;
        return PROBE;
    }

    /** Protocol §8.2: "no answer for max(200 ms, PTO + 60 ms) after the first probe", sent when suspicion began. */
    private long lostNs() {
        return sinceNs + Math.max(LEAST_SUSPECT_NS, roundTrip.ptoNs() + SUSPECT_SLACK_NS);
    }

    private int tickDown(long nowNs) {
        if (replies >= REPLIES_TO_RETURN && nowNs >= heldUntilNs) {
            validate(backup, nowNs);
            return tickValidating(nowNs);
        }
        if (nowNs < nextNs) {
            return 0;
        }
        nextNs = nowNs + downProbeGapNs(nowNs);
        return PROBE;
    }

    private void down(String why, long nowNs) {
        relapses = nowNs - lastDownNs < RELAPSE_NS ? relapses + 1 : 0;
        lastDownNs = nowNs;
        // Protocol §8.2: "Hold-down from the second DOWN within 60 s on: 2^(n−1) s, at most 60 s"
        long holdNs = relapses == 0 ? 0 : Math.min(LONGEST_HOLD_NS, 1_000 * MS << Math.min(relapses - 1, 6));
        heldUntilNs = nowNs + holdNs;
        replies = 0;
        unansweredProbeNs = 0;
        nextNs = nowNs + SUSPECT_PROBE_NS;
        enter(PathState.DOWN, why, nowNs);
    }

    /** The system or the peer says the path is dead; answers whether that is news. */
    public boolean failed(String why, long nowNs) {
        boolean alive = state == PathState.ACTIVE || state == PathState.STANDBY || state == PathState.SUSPECT;
        if (alive) {
            down(why, nowNs);
        }
        return alive;
    }

    /** A held path that answers is used all the same when no other can be. */
    public void endHold() {
        heldUntilNs = 0;
    }

    public boolean isHeldThoughAnswering() {
        return state == PathState.DOWN && replies >= REPLIES_TO_RETURN;
    }

    /** Data was sent on some path: probes come often for a while. */
    public void busy(long nowNs) {
        if (nowNs >= busyUntilNs) {
            nextNs = Math.min(nextNs, nowNs + ACTIVE_PROBE_NS);
        }
        busyUntilNs = nowNs + BUSY_NS;
    }

    public void probeSent(long nowNs) {
        if (unansweredProbeNs == 0) {
            unansweredProbeNs = nowNs;
        }
    }

    /** The peer answered something that was sent at {@code sentNs}. */
    public void answered(long sentNs, boolean probe, long nowNs) {
        progressNs = nowNs;
        if (probe || sentNs >= unansweredProbeNs) {
            unansweredProbeNs = 0;
        }
        if (probe && state == PathState.DOWN && sentNs >= sinceNs) {
            countReply(sentNs, nowNs);
        }
        if (state == PathState.SUSPECT && sentNs >= sinceNs) {
            unansweredProbeNs = 0;
            enter(backup ? PathState.STANDBY : PathState.ACTIVE, "", nowNs);
        }
    }

    /** Protocol §8.2: "3 consecutive probe replies": a gap for more than one probe begins anew. */
    private void countReply(long sentNs, long nowNs) {
        boolean consecutive = sentNs - lastReplySentNs <= downProbeGapNs(nowNs) * 3 / 2;
        replies = consecutive ? replies + 1 : 1;
        lastReplySentNs = sentNs;
    }

    private long downProbeGapNs(long nowNs) {
        return nowNs - sinceNs > OLD_DOWN_NS ? OLD_DOWN_PROBE_NS : DOWN_PROBE_NS;
    }

    /** Something older was acknowledged: the path is not dead, but nothing newer is proved. */
    public void progress(long nowNs) {
        progressNs = nowNs;
    }

    private void enter(PathState next, String why, long nowNs) {
        state = next;
        reason = why;
        sinceNs = nowNs;
    }

    /** When {@link #tick} next has something to do. */
    public long dueNs() {
        if (state == PathState.NEW) {
            return Long.MAX_VALUE;
        }
        if (state == PathState.SUSPECT) {
            return Math.min(nextNs, lostNs());
        }
        if (state != PathState.ACTIVE && state != PathState.STANDBY) {
            return nextNs;
        }
        long ptoNs = roundTrip.ptoNs();
        long dataNs = sent.hasInFlight() ? Math.max(progressNs, sent.oldestSentNs()) + ptoNs + 1 : Long.MAX_VALUE;
        long probeNs = unansweredProbeNs != 0 ? unansweredProbeNs + ptoNs + 1 : Long.MAX_VALUE;
        return Math.min(nextNs, Math.min(dataNs, probeNs));
    }

    public PathState state() {
        return state;
    }

    /** Why the path is in its state; empty if there is nothing to say. */
    public String reason() {
        return reason;
    }

    public long sinceNs() {
        return sinceNs;
    }

    /** Until when it is kept out of use though it may answer; in the past if it is not. */
    public long heldUntilNs() {
        return heldUntilNs;
    }

    public boolean isBackup() {
        return backup;
    }
}
