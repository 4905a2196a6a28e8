package org.multiwanbond.netlab.sim;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.netlab.link.LinkModel;
import org.multiwanbond.netlab.link.LinkSettings;

/**
 * Hosts and the links between them on one clock. Confined to one thread.
 *
 * <pre>{@code
 * SimNetwork network = new SimNetwork(new SimClock(0), seed);
 * SimHost client = network.host("client");
 * SimHost server = network.host("server");
 * SimLink fiber = network.connect("fiber", client.at("192.0.2.1"), server.at("203.0.113.1"), settings);
 * Transport transport = client.create((socket, cause) -> {});
 * }</pre>
 */
public final class SimNetwork {
    private final List<SimLink> links = new ArrayList<>();
    private final SimClock clock;
    private final long seed;

    /** A network without links; every random decision follows from the seed. */
    public SimNetwork(SimClock clock, long seed) {
        this.clock = clock;
        this.seed = seed;
    }

    /** The clock of everything in this network. */
    public SimClock clock() {
        return clock;
    }

    /** A new host without addresses. */
    public SimHost host(String name) {
        return new SimHost(name, this);
    }

    /** Connects two addresses by a link with the same settings in both directions. */
    public SimLink connect(String id, SimAddress from, SimAddress to, LinkSettings settings) {
        // Neighbouring seeds give unrelated sequences; two per link, one for each direction.
        SimLink link = new SimLink(id, clock, from, to, settings, seed + 2L * links.size());
        links.add(link);
        return link;
    }

    /** When the next packet arrives anywhere, or {@link LinkModel#NEVER}. */
    public long nextDueNs() {
        long nextNs = LinkModel.NEVER;
        for (SimLink link : links) {
            nextNs = Math.min(nextNs, link.nextDueNs());
        }
        return nextNs;
    }

    /** The link from an address of a host, any if it is the wildcard, to a remote address. */
    Optional<SimWay> route(SimHost from, InetAddress local, InetAddress remote) {
        return links.stream()
                .flatMap(link -> link.ways().stream())
                .filter(way -> way.leads(from, local, remote))
                .findFirst();
    }

    /** The way to this host whose next packet is due first, if one is due now. */
    Optional<SimWay> firstDue(SimHost to) {
        SimWay first = null;
        for (SimLink link : links) {
            for (SimWay way : link.ways()) {
                boolean sooner = first == null || way.nextDueNs() < first.nextDueNs();
                first = way.endsAt(to) && sooner ? way : first;
            }
        }
        return Optional.ofNullable(first).filter(way -> way.nextDueNs() <= clock.nowNs());
    }
}
