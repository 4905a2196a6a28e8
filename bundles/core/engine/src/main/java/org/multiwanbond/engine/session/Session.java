package org.multiwanbond.engine.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.engine.Loops;
import org.multiwanbond.engine.handshake.EstablishedKeys;
import org.multiwanbond.engine.handshake.KnownSession;
import org.multiwanbond.engine.receive.SessionGate;
import org.multiwanbond.engine.receive.SessionReceiver;
import org.multiwanbond.engine.send.RateMeter;
import org.multiwanbond.engine.send.SessionSender;
import org.multiwanbond.wire.handshake.Lsid;

/**
 * One session as the control thread knows it. Confined to the control thread.
 */
public final class Session {
    /** The words of {@link #state()}. */
    public static final String ESTABLISHED = "established";

    public static final String REKEYING = "rekeying";
    public static final String CONNECTING = "connecting";

    private final Map<Integer, RateMeter> receiveRates = new HashMap<>();
    private final Map<Integer, PathState> settled = new HashMap<>();
    private final String peer;
    private final Loops loops;
    private final SessionSender sender;
    private final SessionGate gate;
    private EstablishedKeys keys;
    private List<Prefix> prefixes;
    private String state = ESTABLISHED;
    private String reason = "";
    private long sinceNs;
    private long keysSinceNs;
    private long silentSinceNs;

    Session(String peer, EstablishedKeys keys, Loops loops, SessionSender sender, SessionGate gate) {
        this.peer = peer;
        this.keys = keys;
        this.loops = loops;
        this.sender = sender;
        this.gate = gate;
        this.prefixes = keys.terms().lease();
    }

    /** Changes the state, and says why. */
    public void state(String newState, String newReason, long nowNs) {
        if (!state.equals(newState)) {
            sinceNs = nowNs;
        }
        silentSinceNs = newState.equals(CONNECTING) ? sinceNs : 0;
        state = newState;
        reason = newReason;
    }

    /** Takes in the keys of a new epoch. */
    public void rekeyed(EstablishedKeys newKeys, long nowNs) {
        keys = newKeys;
        keysSinceNs = nowNs;
    }

    /** The session as the handshake sees it. */
    public KnownSession known() {
        return new KnownSession(peer, keys.lsid(), keys.localSessionId(), keys.remoteSessionId(), keys.epoch());
    }

    public String peer() {
        return peer;
    }

    public Lsid lsid() {
        return keys.lsid();
    }

    public EstablishedKeys keys() {
        return keys;
    }

    /** The loops it lives in. */
    public Loops loops() {
        return loops;
    }

    public SessionSender sender() {
        return sender;
    }

    /** The outer half of its receive side. */
    public SessionGate gate() {
        return gate;
    }

    /** The inner half of its receive side. */
    public SessionReceiver receiver() {
        return gate.receiver();
    }

    /** Inner prefixes that belong to the other end. */
    public List<Prefix> prefixes() {
        return prefixes;
    }

    public void prefixes(List<Prefix> newPrefixes) {
        prefixes = List.copyOf(newPrefixes);
    }

    public String state() {
        return state;
    }

    public boolean isEstablished() {
        return !state.equals(CONNECTING);
    }

    public String reason() {
        return reason;
    }

    public long sinceNs() {
        return sinceNs;
    }

    /** Begins the session's life. */
    public void begin(long nowNs) {
        sinceNs = nowNs;
        keysSinceNs = nowNs;
    }

    /** When the present keys came. */
    public long keysSinceNs() {
        return keysSinceNs;
    }

    /** When the peer fell silent, 0 if it did not. */
    public long silentSinceNs() {
        return silentSinceNs;
    }

    /** Whether this state of a path is more than a passing doubt, and news. */
    public boolean settles(int path, PathState newState) {
        boolean passing = newState == PathState.SUSPECT || newState == PathState.VALIDATING;
        return !passing && settled.put(path, newState) != newState;
    }

    /** Meter of the octets received on a path. */
    public RateMeter receiveRate(int path) {
        return receiveRates.computeIfAbsent(path, id -> new RateMeter());
    }
}
