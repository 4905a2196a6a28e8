package org.multiwanbond.netlab.sim;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import org.multiwanbond.netlab.link.Framing;
import org.multiwanbond.netlab.link.LinkSettings;
import org.multiwanbond.netlab.link.LinkStats;

/** A link between two addresses of a simulated network: {@code up} from the first to the second. Confined to one thread. */
public final class SimLink {
    private final String id;
    private final SimClock clock;
    private final SimWay up;
    private final SimWay down;
    private final List<SimWay> ways;

    SimLink(String id, SimClock clock, SimAddress from, SimAddress to, LinkSettings settings, long seed) {
        boolean ipv6 = to.address() instanceof Inet6Address;
        Framing below = ipv6 ? Framing.UDP_IPV6 : Framing.UDP_IPV4;
        Framing framing = new Framing(SimWay.LABEL_BYTES, below.addedBytes());
        this.id = id;
        this.clock = clock;
        this.up = new SimWay(from, to, settings, framing, seed);
        this.down = new SimWay(to, from, settings, framing, seed + 1);
        this.ways = List.of(up, down);
    }

    /** The name given to it. */
    public String id() {
        return id;
    }

    /** Changes both directions. */
    public void change(LinkSettings settings) {
        changeUp(settings);
        changeDown(settings);
    }

    /** Changes the direction from the first address to the second. */
    public void changeUp(LinkSettings settings) {
        up.model().change(settings, clock.nowNs());
    }

    /** Changes the direction from the second address to the first. */
    public void changeDown(LinkSettings settings) {
        down.model().change(settings, clock.nowNs());
    }

    /** Changes both directions by a text such as {@code rate=5mbit}; keys not named keep their value. */
    public void alter(String changes) {
        alterUp(changes);
        alterDown(changes);
    }

    /** Changes the direction from the first address to the second by such a text. */
    public void alterUp(String changes) {
        changeUp(up.model().settings().with(changes));
    }

    /** Changes the direction from the second address to the first by such a text. */
    public void alterDown(String changes) {
        changeDown(down.model().settings().with(changes));
    }

    /** Lets nothing arrive from now on, in both directions; nobody is told. */
    public void cut() {
        changeUp(up.model().settings().withBlackhole(true));
        changeDown(down.model().settings().withBlackhole(true));
    }

    /** Undoes {@link #cut}. */
    public void restore() {
        changeUp(up.model().settings().withBlackhole(false));
        changeDown(down.model().settings().withBlackhole(false));
    }

    /**
     * Puts the first address behind a translator: from now on its packets arrive as coming from this address and port, and
     * answers to there reach the socket that sent last.
     */
    public void appearFrom(InetSocketAddress outside) {
        up.translateSource(outside);
        down.translateTarget(outside, up);
    }

    /** Counters of the direction from the first address to the second. */
    public LinkStats upStats() {
        return up.model().stats();
    }

    /** Counters of the direction from the second address to the first. */
    public LinkStats downStats() {
        return down.model().stats();
    }

    List<SimWay> ways() {
        return ways;
    }

    long nextDueNs() {
        return Math.min(up.nextDueNs(), down.nextDueNs());
    }
}
