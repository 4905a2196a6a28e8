package org.multiwanbond.engine.receive;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.engine.AddressSet;
import org.multiwanbond.engine.Counters;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.InnerPacket;
import org.multiwanbond.engine.PrefixSet;
import org.multiwanbond.wire.BigEndian;

/**
 * The last gate before the host: only whole IP packets pass, only from the addresses leased to the peer, and not to
 * another client unless that is allowed. Confined to the receive thread.
 */
@HotPath
public final class InnerFilter implements UnitSink {
    /** Indices of {@link #counters()}. */
    public static final int PACKETS = 0;

    public static final int BYTES = 1;

    private final Counters counters = new Counters(2);
    private final Drops drops;
    private PrefixSet sources;
    private AddressSet forbiddenTargets;
    private TunnelDevice device;

    /**
     * A gate for one peer.
     *
     * @param drops of the receive thread
     * @param device where packets go
     * @param sources what the peer may send from
     * @param forbiddenTargets what it may not send to: the leases of other clients
     */
    public InnerFilter(Drops drops, TunnelDevice device, PrefixSet sources, AddressSet forbiddenTargets) {
        this.drops = drops;
        this.device = device;
        this.sources = sources;
        this.forbiddenTargets = forbiddenTargets;
    }

    /** Replaces the rules after a change of settings. */
    public void rules(PrefixSet newSources, AddressSet newForbiddenTargets) {
        sources = newSources;
        forbiddenTargets = newForbiddenTargets;
    }

    /** Replaces the device. */
    public void device(TunnelDevice newDevice) {
        device = newDevice;
    }

    @Override
    public void deliver(byte[] buf, int off, int len, boolean aggregate) {
        if (!aggregate) {
            pass(buf, off, len);
            return;
        }
        int end = off + len;
        for (int at = off; at + 2 < end; ) {
            int inner = BigEndian.u16(buf, at);
            pass(buf, at + 2, inner);
            at += 2 + inner;
        }
    }

    private void pass(byte[] buf, int off, int len) {
        if (!InnerPacket.isWhole(buf, off, len)) {
            drops.count(Drops.NOT_IP);
        } else if (!isLeased(buf, off)) {
            drops.count(Drops.SOURCE);
        } else if (forbiddenTargets.contains(InnerPacket.targetHigh(buf, off), InnerPacket.targetLow(buf, off))) {
            drops.count(Drops.ISOLATION);
        } else {
            device.write(buf, off, len);
            counters.add(PACKETS, 1);
            counters.add(BYTES, len);
        }
    }

    private boolean isLeased(byte[] buf, int off) {
        long high = InnerPacket.sourceHigh(buf, off);
        long low = InnerPacket.sourceLow(buf, off);
        // An IPv6 packet from a mapped address would pass for the IPv4 lease (RFC 4291 §2.5.5.2).
        boolean disguised = InnerPacket.isIpv6(buf, off) && Addresses.isIpv4(high, low);
        return !disguised && sources.contains(high, low);
    }

    /** Packets and octets given to the host. */
    public Counters counters() {
        return counters;
    }
}
