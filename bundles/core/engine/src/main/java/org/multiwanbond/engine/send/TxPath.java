package org.multiwanbond.engine.send;

import java.util.Optional;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.engine.path.MtuSearch;
import org.multiwanbond.engine.path.PathLife;
import org.multiwanbond.engine.path.RoundTrip;
import org.multiwanbond.engine.path.SentLog;
import org.multiwanbond.engine.rate.Capacity;
import org.multiwanbond.engine.rate.Pacer;
import org.multiwanbond.engine.rate.Seen;
import org.multiwanbond.engine.rate.SessionClock;
import org.multiwanbond.wire.control.AckFrame;

/**
 * One path as its session's send side sees it. Confined to the send thread. A path id keeps its object, and so its packet
 * numbers, for the life of the session.
 */
@HotPath
final class TxPath {
    /** Protocol §5: "To an unvalidated address: at most 3 × the octets received from it." */
    private static final int AMPLIFICATION = 3;

    private static final long MOST_CREDIT_BYTES = 3L * MtuSearch.LEAST_BYTES;

    /** The longest a path counts as wanted after its last copy was left out: some turns of the loop, and a round trip. */
    private static final long WANTED_NS = 100_000_000L;

    private final RoundTrip roundTrip = new RoundTrip();
    private final Seen seen = new Seen();
    private final Pacer pacer;
    private final Capacity capacity;
    private final SentLog sent;
    private final PathLife life;
    private final MtuSearch mtu = new MtuSearch();
    private final RateMeter rate = new RateMeter();
    private final PathWriter writer;
    private final int id;
    private String wan;
    private int weight;
    private int priority;
    private boolean removed;
    private long leftOutNs = Long.MIN_VALUE / 2;
    private PathState reported = PathState.NEW;
    private long challengeToken;
    private int challengedSocket;
    private long challengeCreditBytes;
    private Optional<Endpoint> challengedEndpoint = Optional.empty();

    TxPath(int id, String wan, SentLog sent, PathWriter writer, Pacer pacer, SessionClock clock) {
        this.id = id;
        this.wan = wan;
        this.sent = sent;
        this.writer = writer;
        this.pacer = pacer;
        this.capacity = new Capacity(clock, pacer);
        this.life = new PathLife(roundTrip, sent);
    }

    /** Gives memory back that only traffic needs. */
    void rest() {
        sent.rest();
        capacity.rest();
    }

    /** Takes in an acknowledgment. */
    void acknowledged(AckFrame ack, boolean trafficWaits, long nowNs) {
        // RFC 9002 §6.1.2: kTimeThreshold 9/8; before a sample exists only packet numbers tell of loss.
        long lossAfterNs = roundTrip.isKnown() ? roundTrip.lossBaseNs() / 8 * 9 : Long.MAX_VALUE;
        long ackedBefore = sent.ackedPackets();
        long largestBefore = sent.largestAcked();
        long sentNs = sent.acknowledged(ack, lossAfterNs, nowNs);
        if (sentNs != 0) {
            roundTrip.sample(nowNs - sentNs - ack.delayNs());
            life.answered(sentNs, false, nowNs);
        } else if (sent.ackedPackets() > ackedBefore) {
            life.progress(nowNs);
        }
        if (sent.largestAcked() > largestBefore) {
            measure(ack, trafficWaits, nowNs);
        }
    }

    /** Looks anew for the size of packets it carries, from the least on. */
    void measureSize(long nowNs) {
        mtu.startOver(nowNs);
        sent.sizes().forget(sent.next());
    }

    private void measure(AckFrame ack, boolean trafficWaits, long nowNs) {
        long rttNs = Math.max(1, nowNs - sent.largestSentNs() - ack.delayNs());
        seen.packet(sent.largestAcked(), sent.largestSentNs(), ack.receivedUs())
                .octets(sent.largestThrough(), ack.octets() + ack.packets() * writer.outerBytes())
                .roundTrip(rttNs, roundTrip.isKnown() ? roundTrip.smoothedNs() : rttNs);
        capacity.acknowledged(seen, trafficWaits, nowNs);
    }

    /** Whether it takes packets now: neither its pace nor what is in flight forbids it. */
    boolean hasRoom(long nowNs) {
        return writer.isReady() && pacer.hasRoom(nowNs) && sent.inFlightBytes() < capacity.windowOctets();
    }

    /** A copy that was meant for the path was left out since it had no room. */
    void leftOut(long nowNs) {
        leftOutNs = nowNs;
    }

    /** Whether the path would carry more if it took more, though nothing waits: other paths took what it did not. */
    boolean isWanted(long nowNs) {
        return nowNs - leftOutNs < WANTED_NS;
    }

    /** Remembers a challenge sent to this address; a younger one replaces it unless it asks the same. */
    long challenge(int socket, Endpoint at, long token) {
        boolean again = socket == challengedSocket
                && challengedEndpoint.isPresent()
                && challengedEndpoint.get().matches(at.high(), at.low(), at.port());
        challengeToken = again ? challengeToken : token;
        challengedSocket = socket;
        challengedEndpoint = Optional.of(at);
        return challengeToken;
    }

    boolean isChallengedBy(long token) {
        return challengedEndpoint.isPresent() && challengeToken == token;
    }

    /** A challenge was received, answered and returned: of its threefold octets one packet is left. */
    void creditOneChallenge() {
        challengeCreditBytes = MtuSearch.LEAST_BYTES;
    }

    /** The challenge was answered: it counts once. */
    void challengeMet() {
        challengedEndpoint = Optional.empty();
        challengeCreditBytes = 0;
    }

    /** A packet came on the path; what comes from where the challenge went allows for more of them. */
    void heard(long high, long low, int port, int datagramBytes) {
        if (challengedEndpoint.isPresent() && challengedEndpoint.get().matches(high, low, port)) {
            challengeCreditBytes =
                    Math.min(MOST_CREDIT_BYTES, challengeCreditBytes + (long) AMPLIFICATION * datagramBytes);
        }
    }

    /** Whether the challenge in flight may be repeated at an address that proved nothing yet; this uses it up. */
    boolean mayChallengeAgain() {
        if (challengedEndpoint.isEmpty() || challengeCreditBytes < MtuSearch.LEAST_BYTES) {
            return false;
        }
        challengeCreditBytes -= MtuSearch.LEAST_BYTES;
        return true;
    }

    int challengedSocket() {
        return challengedSocket;
    }

    /** Where the last challenge went; there must have been one. */
    Endpoint challengedEndpoint() {
        return challengedEndpoint.get();
    }

    /** Whether this state is news to the control thread; it is remembered as told. */
    boolean reports(PathState state) {
        boolean news = state != reported;
        reported = state;
        return news;
    }

    boolean isIn(PathState state) {
        return !removed && life.state() == state && writer.isReady();
    }

    void describe(String newWan, int newWeight, int newPriority) {
        wan = newWan;
        weight = newWeight;
        priority = newPriority;
    }

    void removed(boolean isRemoved) {
        removed = isRemoved;
    }

    boolean isRemoved() {
        return removed;
    }

    int id() {
        return id;
    }

    String wan() {
        return wan;
    }

    /** As configured, 0 for automatic. */
    int weight() {
        return weight;
    }

    int priority() {
        return priority;
    }

    RoundTrip roundTrip() {
        return roundTrip;
    }

    SentLog sent() {
        return sent;
    }

    Capacity capacity() {
        return capacity;
    }

    Pacer pacer() {
        return pacer;
    }

    PathLife life() {
        return life;
    }

    MtuSearch mtu() {
        return mtu;
    }

    RateMeter rate() {
        return rate;
    }

    PathWriter writer() {
        return writer;
    }
}
